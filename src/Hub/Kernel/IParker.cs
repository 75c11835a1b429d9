namespace Akka.Greensock;

/// <summary>
/// Where one thread waits until another lets it go on. A permit that comes before the wait is kept, so that nothing has to be
/// looked at twice: whoever hands something over writes it, and then unparks.
/// </summary>
/// <remarks>One thread parks; any thread unparks, at most once for each park. What was written before
/// <see cref="Unpark"/> is seen after <see cref="Park"/>.</remarks>
internal interface IParker : IDisposable
{
    /// <summary>Waits for the permit, and takes it.</summary>
    void Park();

    /// <summary>Gives the permit.</summary>
    void Unpark();
}
