using System.Net.Sockets;

namespace Akka.Greensock.TestKit;

/// <summary>
/// A pipe of a simulated host, as programs that are no sockets have one (pipe(2)): greenlets of that host wait for its descriptors by
/// <see cref="Bsd.WaitReadAsync(int, TimeSpan?, CancellationToken)"/> and its like. Made by <see cref="SimulatedHost.OpenPipe"/>.
/// </summary>
/// <remarks>
/// <para>It holds 65,536 bytes. A write of up to 4096 bytes (PIPE_BUF) is taken whole or not at all; of a longer one as much as there is
/// room for.</para>
/// <para><b>Thread.</b> Any. No member parks.</para>
/// </remarks>
/// <seealso href="https://man7.org/linux/man-pages/man7/pipe.7.html">pipe(7)</seealso>
public sealed class SimulatedPipe : IDisposable
{
    private readonly SimulatedKernel _kernel;
    private readonly PipeEnd _reading;
    private readonly PipeEnd _writing;

    internal SimulatedPipe(SimulatedHost host)
    {
        _kernel = host.Kernel;
        using var call = new SystemCallScope(_kernel, SystemCall.Pipe, -1);
        (_reading, _writing) = PipeEnd.Pair(_kernel);
        KernelResult read = call.Fails(out KernelResult failure) ? failure : _kernel.Install(_reading);
        KernelResult write = read.IsOk ? _kernel.Install(_writing) : read;
        if (!write.IsOk)
        {
            if (read.IsOk)
            {
                _kernel.Close(read.Value);
            }

            throw new IOException(
                $"OpenPipe on {host}: {write.Errno}. Look at {nameof(SimulatedHost)}.{nameof(SimulatedHost.DescriptorLimit)}, "
                + "at the rules for system calls, and whether the host has crashed.");
        }

        (ReadDescriptor, WriteDescriptor) = (read.Value, write.Value);
        call.End(KernelResult.Ok());
    }

    /// <summary>The descriptor of the reading end: to wait for, to send to others, or to close by <see cref="Bsd.Close"/>.</summary>
    public int ReadDescriptor { get; }

    /// <summary>The descriptor of the writing end.</summary>
    public int WriteDescriptor { get; }

    /// <summary>Takes out what is there, as read(2) without blocking.</summary>
    /// <param name="buffer">Where it goes.</param>
    /// <param name="count">How many bytes came; 0, for a buffer that is not empty, where the writing end is closed and everything was
    /// read.</param>
    /// <returns>False where nothing is there yet.</returns>
    /// <exception cref="ObjectDisposedException">The reading end was closed.</exception>
    /// <exception cref="IOException">A rule for system calls says so, or the host has crashed.</exception>
    public bool TryRead(Span<byte> buffer, out int count)
    {
        KernelResult result;
        using (var call = new SystemCallScope(_kernel, SystemCall.Read, ReadDescriptor))
        {
            Span<byte> part = buffer.Length > call.Limit ? buffer[..call.Limit] : buffer;
            result = call.Fails(out KernelResult failure) ? failure
                : call.File != _reading ? call.End(KernelResult.Fail(Errno.BadF))
                : call.End(_reading.Read(part));
        }

        return Tell(nameof(TryRead), result, out count);
    }

    /// <summary>Puts bytes in, as write(2) without blocking.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many were taken.</param>
    /// <returns>False where there is no room.</returns>
    /// <exception cref="ObjectDisposedException">The writing end was closed.</exception>
    /// <exception cref="IOException">The reading end is closed (EPIPE), a rule for system calls says so, or the host has
    /// crashed.</exception>
    public bool TryWrite(ReadOnlySpan<byte> bytes, out int count)
    {
        KernelResult result;
        using (var call = new SystemCallScope(_kernel, SystemCall.Write, WriteDescriptor))
        {
            ReadOnlySpan<byte> part = bytes.Length > call.Limit ? bytes[..call.Limit] : bytes;
            result = call.Fails(out KernelResult failure) ? failure
                : call.File != _writing ? call.End(KernelResult.Fail(Errno.BadF))
                : call.End(_writing.Write(part));
        }

        return Tell(nameof(TryWrite), result, out count);
    }

    /// <summary>Closes the reading end: who writes then fails. A second time does nothing.</summary>
    public void CloseRead() => Close(ReadDescriptor, _reading);

    /// <summary>Closes the writing end: who has read what is there finds the end. A second time does nothing.</summary>
    public void CloseWrite() => Close(WriteDescriptor, _writing);

    /// <summary>Closes both ends, as far as they are open.</summary>
    public void Dispose()
    {
        CloseRead();
        CloseWrite();
    }

    /// <inheritdoc/>
    public override string ToString() => $"pipe {ReadDescriptor} < {WriteDescriptor} of {_kernel.Host.Name}";

    private bool Tell(string operation, KernelResult result, out int count)
    {
        count = result.IsOk ? result.Value : 0;
        if (result.IsOk || result.WouldBlock)
        {
            return result.IsOk;
        }

        ObjectDisposedException.ThrowIf(result.Errno == Errno.BadF, this);
        throw new IOException(result.Errno == Errno.Pipe
            ? $"{operation} on {this}: the reading end is closed (EPIPE), so nobody would ever read it. Stop writing."
            : $"{operation} on {this}: {result.Errno}.", new SocketException((int)result.Errno.ToSocketError()));
    }

    private void Close(int descriptor, PipeEnd end)
    {
        lock (_kernel.Host.Network.Gate)
        {
            // Its number may be somebody else's by now.
            if (_kernel.Find(descriptor) == end)
            {
                _kernel.Close(descriptor);
            }
        }
    }
}
