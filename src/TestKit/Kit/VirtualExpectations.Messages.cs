using Akka.Actor;
using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <content>One message, or none.</content>
internal sealed partial class VirtualExpectations
{
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(timeout, null, hint, token);

    public ValueTask<T> ExpectMsgAsync<T>(T message, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(timeout, (actual, _) => RequireEqual(() => assertions.AssertEqual(message, actual)), hint, token);

    public ValueTask<T> ExpectMsgAsync<T>(Predicate<T>? isMessage, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(timeout, (actual, _) => RequireMessage(isMessage, actual, hint), hint, token);

    public ValueTask<T> ExpectMsgAsync<T>(Action<T>? assert, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(timeout, (actual, _) => assert?.Invoke(actual), hint, token);

    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, sender) => Require(
                isMessageAndSender(actual, sender),
                "Got a message of the expected type <{2}> from {4}. Also expected {0} but the message {{{1}}} of type <{3}> did not match",
                hint ?? "the predicate to return true",
                actual,
                typeof(T).FullName,
                actual!.GetType().FullName,
                sender),
            hint,
            token);

    public ValueTask<T> ExpectMsgAsync<T>(Action<T, IActorRef>? assert, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync(timeout, assert, hint, token);

    public ValueTask<T> ExpectMsgAsync<T>(
        T expected, Func<T, T, bool> comparer, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, _) => RequireEqual(() => assertions.AssertEqual(expected, actual, comparer, hint ?? string.Empty)),
            hint,
            token);

    public ValueTask<Terminated> ExpectTerminatedAsync(IActorRef target, TimeSpan? timeout, string? hint, CancellationToken token)
    {
        string what = $"Terminated {target}. {hint}";
        return ExpectAsync<Terminated>(
            timeout, (actual, _) => RequireEqual(() => assertions.AssertEqual(target, actual.ActorRef, "{0}", what)), what, token);
    }

    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(timeout, (_, actual) => RequireSender(sender, actual, hint), hint, token);

    public ValueTask<T> ExpectMsgFromAsync<T>(IActorRef sender, T message, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, actualSender) =>
            {
                RequireSender(sender, actualSender, hint);
                RequireEqual(() => assertions.AssertEqual(message, actual));
            },
            hint,
            token);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Predicate<T>? isMessage, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, actualSender) =>
            {
                RequireSender(sender, actualSender, hint);
                RequireMessage(isMessage, actual, hint);
            },
            hint,
            token);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef>? isSender, Predicate<T>? isMessage, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, sender) =>
            {
                Require(
                    isSender is null || isSender(sender),
                    "Sender does not match. Got a message from sender {0}. But expected {1}. The message was {{{2}}}",
                    sender,
                    hint ?? "the predicate to return true",
                    actual);
                RequireMessage(isMessage, actual, hint);
            },
            hint,
            token);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, Action<T>? assertMessage, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, actualSender) =>
            {
                RequireSender(sender, actualSender, hint);
                assertMessage?.Invoke(actual);
            },
            hint,
            token);

    public ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef>? assertSender, Action<T>? assertMessage, TimeSpan? timeout, string? hint, CancellationToken token) =>
        ExpectAsync<T>(
            timeout,
            (actual, sender) =>
            {
                assertSender?.Invoke(sender);
                assertMessage?.Invoke(actual);
            },
            hint,
            token);

    public async ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken token)
    {
        TimeSpan start = Now;
        (bool success, MessageEnvelope envelope) = await TryReceiveOneAsync(duration, token);
        Require(!success, "Failed: Expected no messages during {0}, instead we received {1} after {2}", duration, envelope, Now - start);
    }

    public async ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken token)
    {
        TimeSpan max = RemainingOrDefault;
        object? message = await ReceiveOneAsync(max, token);
        Require(
            message is not null,
            "Timeout {0} during waiting for ExpectMsgAnyOf waiting for ({1})",
            max,
            string.Join(",", messages.Select(one => $"{one}")));
        Require(message is T value && messages.Contains(value), "ExpectMsgAnyOf found unexpected {0}", message);
        return (T)message!;
    }

    private async ValueTask<T> ExpectAsync<T>(TimeSpan? given, Action<T, IActorRef>? assert, string? hint, CancellationToken token)
    {
        TimeSpan timeout = RemainingOrDilated(given);
        (bool success, MessageEnvelope envelope) = await TryReceiveOneAsync(timeout, token);
        Require(success, "Failed: Timeout {0} while waiting for a message of type {1} {2}", timeout, typeof(T), hint);
        if (envelope.Message is not T message)
        {
            Fail(
                "Failed: Expected a message of type {0}, but received {{{2}}} (type {1}) instead {3} from {4}",
                typeof(T),
                envelope.Message.GetType(),
                envelope.Message,
                hint,
                envelope.Sender);
            return default!;
        }

        assert?.Invoke(message, envelope.Sender);
        return message;
    }

    private void RequireMessage<T>(Predicate<T>? isMessage, T message, string? hint) => Require(
        isMessage is null || isMessage(message),
        "Got a message of the expected type <{2}>. Also expected {0} but the message {{{1}}} of type <{3}> did not match",
        hint ?? "the predicate to return true",
        message,
        typeof(T).FullName,
        message!.GetType().FullName);

    private void RequireSender(IActorRef expected, IActorRef actual, string? hint) => Require(
        Equals(expected, actual), "Sender does not match. Got a message from sender {0}. But expected {1} {2}", actual, expected, hint);
}
