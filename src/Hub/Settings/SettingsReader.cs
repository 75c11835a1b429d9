using System.Collections.Concurrent;
using System.Globalization;
using Akka.Configuration;

namespace Akka.Greensock;

/// <summary>
/// Reads settings from a section of HOCON and refuses what is missing, malformed or out of bounds, with a message that
/// names the key, the value and what is allowed. The only way in which settings are read here, so that a test can
/// compare the keys read with the reference configuration.
/// </summary>
internal sealed class SettingsReader(Config config, string path)
{
    private static readonly ConcurrentDictionary<string, bool> Keys = new();

    /// <summary>The full path of every key that this process has read.</summary>
    public static IReadOnlyCollection<string> KeysRead => [.. Keys.Keys];

    public SettingsReader Section(string key) => new(SectionOf(config, key, $"{path}.{key}"), $"{path}.{key}");

    /// <summary>The section at a key, empty where there is none.</summary>
    /// <exception cref="ConfigurationException">Something else stands there.</exception>
    public static Config SectionOf(Config config, string key, string path)
    {
        if (config.GetValue(key) is { } value && !value.IsObject())
        {
            throw new ConfigurationException($"{path} = {value}: it must be a section, {{ key = value … }}.");
        }

        return config.GetConfig(key) ?? Config.Empty;
    }

    public int Int(string key, int minimum, int maximum)
    {
        string text = Text(key);
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(key, text, $"a whole number from {minimum} to {maximum}");
    }

    /// <summary>A size such as <c>64KiB</c>.</summary>
    public int Bytes(string key, int minimum, int maximum)
    {
        string text = Text(key);
        long? value = Parse<long>(() => config.GetByteSize(key));
        return value >= minimum && value <= maximum
            ? (int)value
            : throw Wrong(key, text, $"a size from {minimum} to {maximum} bytes, such as 64KiB");
    }

    /// <summary>A duration such as <c>5s</c>.</summary>
    public TimeSpan Time(string key, TimeSpan minimum, TimeSpan maximum)
    {
        string text = Text(key);
        TimeSpan? value = Parse<TimeSpan>(() => config.GetTimeSpan(key, null, allowInfinite: false));
        return value >= minimum && value <= maximum
            ? value.Value
            : throw Wrong(key, text, $"a duration from {Show(minimum)} to {Show(maximum)}, such as 5s");
    }

    /// <summary>A duration, or <c>infinite</c>, which is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan TimeOrInfinite(string key, TimeSpan minimum, TimeSpan maximum) =>
        string.Equals(Text(key), "infinite", StringComparison.OrdinalIgnoreCase) ? Timeout.InfiniteTimeSpan : Time(key, minimum, maximum);

    public string OneOf(string key, params string[] allowed)
    {
        string text = Text(key);
        return allowed.Contains(text) ? text : throw Wrong(key, text, $"one of {string.Join(", ", allowed)}");
    }

    /// <summary>A text that is not empty, such as a path.</summary>
    public string String(string key)
    {
        string text = Text(key);
        return !string.IsNullOrWhiteSpace(text) && config.GetValue(key).IsString()
            ? text
            : throw Wrong(key, text, "a text that is not empty");
    }

    /// <summary>A list of texts, which may be empty.</summary>
    public IReadOnlyList<string> Strings(string key)
    {
        string text = Text(key);
        return config.GetValue(key).Values.Any(value => value.IsArray())
            ? [.. config.GetStringList(key)]
            : throw Wrong(key, text, "a list of texts, such as [a, b]");
    }

    /// <summary>One of the names allowed, or the name of a type.</summary>
    public string OneOfOrType<T>(string key, params string[] allowed)
    {
        string text = Text(key);
        return allowed.Contains(text) || typeof(T).IsAssignableFrom(Parse(() => Type.GetType(text)))
            ? text
            : throw Wrong(key, text, $"one of {string.Join(", ", allowed)}, or the name of a type that is an {typeof(T)}");
    }

    /// <summary>The name of a type, as <see cref="Type.GetType(string)"/> and Akka take it.</summary>
    public Type TypeOf<T>(string key)
    {
        string text = Text(key);
        Type? type = Parse(() => Type.GetType(text) ?? typeof(Config).Assembly.GetType(text));
        return typeof(T).IsAssignableFrom(type) ? type : throw Wrong(key, text, $"the name of a type that derives from {typeof(T)}");
    }

    private static Type? Parse(Func<Type?> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static T? Parse<T>(Func<T?> parse)
        where T : struct
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or ConfigurationException)
        {
            return null;
        }
    }

    private static string Show(TimeSpan time) => time.TotalSeconds >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds}s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds}ms");

    private string Text(string key)
    {
        Keys.TryAdd($"{path}.{key}", true);
        return config.HasPath(key)
            ? config.GetString(key)
            : throw new ConfigurationException(
                $"{path}.{key} is missing. The reference configuration has it: load it as the fallback, with " +
                "Greensock.DefaultConfiguration().");
    }

    private ConfigurationException Wrong(string key, string text, string allowed) =>
        new($"{path}.{key} = {text}: it must be {allowed}.");
}
