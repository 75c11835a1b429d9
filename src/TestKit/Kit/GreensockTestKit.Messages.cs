using Akka.Actor;
using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <content>Expectations of one message, or none, in virtual time.</content>
public partial class GreensockTestKit
{
    /// <summary>Waits for a message of a type.</summary>
    public new T ExpectMsg<T>(
        [AutoDilate] TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync<T>(duration, hint, cancellationToken));

    /// <summary>Waits for a message of a type.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        [AutoDilate] TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync<T>(duration, hint, cancellationToken);

    /// <summary>Waits for a message that equals another.</summary>
    public new T ExpectMsg<T>(
        T message, [AutoDilate] TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync(message, timeout, hint, cancellationToken));

    /// <summary>Waits for a message that equals another.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        T message, [AutoDilate] TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync(message, timeout, hint, cancellationToken);

    /// <summary>Waits for a message that a predicate accepts.</summary>
    public new T ExpectMsg<T>(
        Predicate<T> isMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync(isMessage, timeout, hint, cancellationToken));

    /// <summary>Waits for a message that a predicate accepts.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync(isMessage, timeout, hint, cancellationToken);

    /// <summary>Waits for a message, and asserts.</summary>
    public new T ExpectMsg<T>(
        Action<T> assert, [AutoDilate] TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync(assert, timeout, hint, cancellationToken));

    /// <summary>Waits for a message, and asserts.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, [AutoDilate] TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync(assert, timeout, hint, cancellationToken);

    /// <summary>Waits for a message that, with its sender, a predicate accepts.</summary>
    public new T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync(isMessageAndSender, timeout, hint, cancellationToken));

    /// <summary>Waits for a message that, with its sender, a predicate accepts.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync(isMessageAndSender, timeout, hint, cancellationToken);

    /// <summary>Waits for a message, and asserts about it and its sender.</summary>
    public new T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync(assertMessageAndSender, timeout, hint, cancellationToken));

    /// <summary>Waits for a message, and asserts about it and its sender.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync(assertMessageAndSender, timeout, hint, cancellationToken);

    /// <summary>Waits for a message that a comparer takes for equal to another.</summary>
    public new T ExpectMsg<T>(
        T expected, Func<T, T, bool> comparer, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAsync(expected, comparer, timeout, hint, cancellationToken));

    /// <summary>Waits for a message that a comparer takes for equal to another.</summary>
    public new ValueTask<T> ExpectMsgAsync<T>(
        T expected, Func<T, T, bool> comparer, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAsync(expected, comparer, timeout, hint, cancellationToken);

    /// <summary>Waits for the end of an actor that is watched.</summary>
    public new Terminated ExpectTerminated(
        IActorRef target, [AutoDilate] TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectTerminatedAsync(target, timeout, hint, cancellationToken));

    /// <summary>Waits for the end of an actor that is watched.</summary>
    public new ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, [AutoDilate] TimeSpan? timeout = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.ExpectTerminatedAsync(target, timeout, hint, cancellationToken);

    /// <summary>Lets a time pass, by default <c>akka.test.expect-no-message-default</c>, in which no message may come.</summary>
    public new void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectNoMsgAsync(Virtual.NoMessageRemainingOrDefault, cancellationToken));

    /// <summary>Lets a time pass, by default <c>akka.test.expect-no-message-default</c>, in which no message may come.</summary>
    public new ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        Virtual.ExpectNoMsgAsync(Virtual.NoMessageRemainingOrDefault, cancellationToken);

    /// <summary>Lets a time pass, by default <c>akka.test.expect-no-message-default</c>, in which no message may come.</summary>
    public new void ExpectNoMsg([AutoDilate] TimeSpan duration, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectNoMsgAsync(Dilated(duration), cancellationToken));

    /// <summary>Lets a time pass, by default <c>akka.test.expect-no-message-default</c>, in which no message may come.</summary>
    public new ValueTask ExpectNoMsgAsync([AutoDilate] TimeSpan duration, CancellationToken cancellationToken = default) =>
        Virtual.ExpectNoMsgAsync(Dilated(duration), cancellationToken);

    /// <summary>Lets a time pass, by default <c>akka.test.expect-no-message-default</c>, in which no message may come.</summary>
    public new void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken));

    /// <summary>Lets a time pass, by default <c>akka.test.expect-no-message-default</c>, in which no message may come.</summary>
    public new ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        Virtual.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(milliseconds), cancellationToken);

    /// <summary>Waits for a message from a sender, of a type.</summary>
    public new T ExpectMsgFrom<T>(
        IActorRef sender, [AutoDilate] TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgFromAsync<T>(sender, duration, hint, cancellationToken));

    /// <summary>Waits for a message from a sender, of a type.</summary>
    public new ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, [AutoDilate] TimeSpan? duration = null, string? hint = null, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgFromAsync<T>(sender, duration, hint, cancellationToken);

    /// <summary>Waits for a message from a sender that equals another.</summary>
    public new T ExpectMsgFrom<T>(
        IActorRef sender, T message, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgFromAsync(sender, message, timeout, hint, cancellationToken));

    /// <summary>Waits for a message from a sender that equals another.</summary>
    public new ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, T message, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgFromAsync(sender, message, timeout, hint, cancellationToken);

    /// <summary>Waits for a message from a sender that a predicate accepts.</summary>
    public new T ExpectMsgFrom<T>(
        IActorRef sender, Predicate<T> isMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgFromAsync(sender, isMessage, timeout, hint, cancellationToken));

    /// <summary>Waits for a message from a sender that a predicate accepts.</summary>
    public new ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Predicate<T> isMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgFromAsync(sender, isMessage, timeout, hint, cancellationToken);

    /// <summary>Waits for a message that, like its sender, a predicate accepts.</summary>
    public new T ExpectMsgFrom<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgFromAsync(isSender, isMessage, timeout, hint, cancellationToken));

    /// <summary>Waits for a message that, like its sender, a predicate accepts.</summary>
    public new ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef> isSender, Predicate<T> isMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgFromAsync(isSender, isMessage, timeout, hint, cancellationToken);

    /// <summary>Waits for a message from a sender, and asserts.</summary>
    public new T ExpectMsgFrom<T>(
        IActorRef sender, Action<T> assertMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgFromAsync(sender, assertMessage, timeout, hint, cancellationToken));

    /// <summary>Waits for a message from a sender, and asserts.</summary>
    public new ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Action<T> assertMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgFromAsync(sender, assertMessage, timeout, hint, cancellationToken);

    /// <summary>Waits for a message, and asserts about it and its sender.</summary>
    public new T ExpectMsgFrom<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgFromAsync(assertSender, assertMessage, timeout, hint, cancellationToken));

    /// <summary>Waits for a message, and asserts about it and its sender.</summary>
    public new ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef> assertSender, Action<T> assertMessage, [AutoDilate] TimeSpan? timeout = null, string? hint = null,
        CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgFromAsync(assertSender, assertMessage, timeout, hint, cancellationToken);

    /// <summary>Takes the next message, or null where none comes in time.</summary>
    public new object? ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ReceiveOneAsync(max, cancellationToken));

    /// <summary>Takes the next message, or null where none comes in time.</summary>
    public new ValueTask<object?> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Virtual.ReceiveOneAsync(max, cancellationToken);

    /// <summary>Takes the next message with its sender. False: none came in time.</summary>
    public new bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        (bool success, envelope) = Virtual.Here(() => Virtual.TryReceiveOneAsync(max, cancellationToken));
        return success;
    }

    /// <summary>Takes the next message with its sender. False: none came in time.</summary>
    public new ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(
        TimeSpan? max, CancellationToken cancellationToken = default) =>
        Virtual.TryReceiveOneAsync(max, cancellationToken);

    /// <summary>Looks at the next message, and leaves it; null where none comes in time.</summary>
    public new object? PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.PeekOneAsync(max, cancellationToken));

    /// <summary>Looks at the next message, and leaves it; null where none comes in time.</summary>
    public new ValueTask<object?> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Virtual.PeekOneAsync(max, cancellationToken);

    /// <summary>Looks at the next message, however long it takes to come, and leaves it.</summary>
    public new object? PeekOne(CancellationToken cancellationToken) =>
        Virtual.Here(() => Virtual.PeekOneAsync(Timeout.InfiniteTimeSpan, cancellationToken));

    /// <summary>Looks at the next message, however long it takes to come, and leaves it.</summary>
    public new ValueTask<object?> PeekOneAsync(CancellationToken cancellationToken) =>
        Virtual.PeekOneAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Looks at the next message and its sender. False: none came in time.</summary>
    public new bool TryPeekOne(out MessageEnvelope envelope, TimeSpan? max, CancellationToken cancellationToken)
    {
        (bool success, envelope) = Virtual.Here(() => Virtual.TryPeekOneAsync(max, cancellationToken));
        return success;
    }

    /// <summary>Looks at the next message and its sender. False: none came in time.</summary>
    public new ValueTask<(bool success, MessageEnvelope envelope)> TryPeekOneAsync(TimeSpan? max, CancellationToken cancellationToken) =>
        Virtual.TryPeekOneAsync(max, cancellationToken);
}
