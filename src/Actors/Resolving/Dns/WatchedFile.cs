namespace Akka.Greensock;

/// <summary>
/// What a small configuration file says, read again whenever the file has changed: its time or its length. A file that
/// is not there, or may not be read, says nothing. Any thread that may block for a look at the disk.
/// </summary>
internal sealed class WatchedFile<T>(string path, Func<IEnumerable<string>, T> parse)
    where T : class
{
    private readonly Lock _gate = new();
    private (DateTime Written, long Length) _stamp;
    private T? _content;

    public T Content
    {
        get
        {
            lock (_gate)
            {
                (DateTime, long) stamp = Stamp();
                if (_content is null || stamp != _stamp)
                {
                    _stamp = stamp;
                    _content = parse(Lines());
                }

                return _content;
            }
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    private string[] Lines()
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
