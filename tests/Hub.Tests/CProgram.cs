using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Akka.Greensock.Tests;

/// <summary>
/// A small C program, compiled and run here: what the headers and the libc of this machine say, from themselves.
/// </summary>
internal static class CProgram
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <stdio.h>
        #include <string.h>
        #include <unistd.h>
        #include <fcntl.h>
        #include <errno.h>
        #include <netdb.h>
        #include <poll.h>
        #include <sched.h>
        #include <semaphore.h>
        #include <sys/types.h>
        #include <sys/socket.h>
        #include <sys/un.h>
        #include <sys/uio.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <sys/timerfd.h>
        #include <sys/inotify.h>
        #include <sys/ioctl.h>
        #include <sys/stat.h>
        #include <sys/sendfile.h>
        #include <arpa/inet.h>
        #include <net/if.h>
        #include <net/ethernet.h>
        #include <netinet/in.h>
        #include <netinet/tcp.h>
        #include <netinet/udp.h>
        #include <linux/can.h>
        #include <linux/can/bcm.h>
        #include <linux/can/isotp.h>
        #include <linux/can/j1939.h>
        #include <linux/can/raw.h>
        #include <linux/if_alg.h>
        #include <linux/if_packet.h>
        #include <linux/netlink.h>
        #include <linux/rds.h>
        #include <linux/tipc.h>
        #include <linux/vm_sockets.h>

        """;

    /// <summary>
    /// Runs the body of a main, and returns its lines: the first word of each, and what follows it.
    /// </summary>
    public static Dictionary<string, string> Run(string body)
    {
        string file = Path.Combine(Path.GetTempPath(), $"greensock-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        try
        {
            Start("gcc", ["-x", "c", "-O0", "-fmax-errors=5", "-o", file, "-"], $"{Headers}int main(void)\n{{\n{body}\nreturn 0;\n}}\n");
            return Start(file, [], string.Empty)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .ToDictionary(words => words[0], words => words.ElementAtOrDefault(1) ?? string.Empty);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The values of integer expressions of C, by the names given to them.</summary>
    public static Dictionary<string, long> Values(IEnumerable<(string Name, string Expression)> expressions) =>
        Run(string.Concat(expressions.Select(pair => $"printf(\"{pair.Name} %lld\\n\", (long long)({pair.Expression}));\n")))
            .ToDictionary(line => line.Key, line => long.Parse(line.Value, CultureInfo.InvariantCulture));

    /// <summary>A literal of C, whatever is in the text.</summary>
    public static string Literal(string text) =>
        $"\"{string.Concat(Encoding.UTF8.GetBytes(text).Select(b => $"\\{Convert.ToString(b, 8).PadLeft(3, '0')}"))}\"";

    private static string Start(string program, string[] arguments, string input)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(info)!;
            process.StandardInput.Write(input);
            process.StandardInput.Close();

            // One after the other, because an awaited read would want a second thread of a pool that the tests keep busy:
            // gcc says nothing to the first and, with so few errors, no more to the second than a pipe holds.
            string output = process.StandardOutput.ReadToEnd();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {errors}");
            return output;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"These tests ask the C headers. Install gcc and libc6-dev: {e.Message}", e);
        }
    }
}
