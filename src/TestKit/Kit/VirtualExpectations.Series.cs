using System.Collections;
using System.Runtime.CompilerServices;
using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <content>Several messages.</content>
internal sealed partial class VirtualExpectations
{
    public async IAsyncEnumerable<object> ReceiveNAsync(int count, TimeSpan max, [EnumeratorCancellation] CancellationToken token)
    {
        TimeSpan start = Now;
        TimeSpan end = After(max);
        for (int i = 0; i < count; i++)
        {
            token.ThrowIfCancellationRequested();
            object? message = await ReceiveOneAsync(Until(end), token);
            Require(
                message is not null,
                "Timeout ({0}) while expecting {1} messages. Only got {2} after {3}.",
                max,
                count,
                i,
                Now - start);
            yield return message!;
        }
    }

    public async IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        IReadOnlyCollection<T> messages, TimeSpan max, [EnumeratorCancellation] CancellationToken token)
    {
        List<T> missing = [.. messages];
        List<object> unexpected = [];
        await foreach (object message in ReceiveNAsync(messages.Count, max, token))
        {
            if (message is not T typed || !missing.Remove(typed))
            {
                unexpected.Add(message);
            }

            if (message is T one)
            {
                yield return one;
            }
        }

        RequireAll(missing, unexpected);
    }

    public async IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        IReadOnlyCollection<PredicateInfo> predicates, TimeSpan max, [EnumeratorCancellation] CancellationToken token)
    {
        List<PredicateInfo> missing = [.. predicates];
        List<object> unexpected = [];
        await foreach (object message in ReceiveNAsync(predicates.Count, max, token))
        {
            if (missing.Find(one => one.Type == message.GetType() && (bool)one.PredicateT.DynamicInvoke(message)!) is { } met)
            {
                missing.Remove(met);
            }
            else
            {
                unexpected.Add(message);
            }

            yield return message;
        }

        RequireAll(missing, unexpected);
    }

    public async ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, ArrayList? allMessages, TimeSpan? given, string? hint, CancellationToken token)
    {
        TimeSpan max = RemainingOrDilated(given);
        TimeSpan end = After(max);
        allMessages?.Clear();
        while (true)
        {
            object? message = await ReceiveOneAsync(Until(end), token);
            Require(
                message is not null,
                "Timeout ({0}) during fishForMessage{1}",
                max,
                string.IsNullOrEmpty(hint) ? string.Empty : $", hint: {hint}");
            if (message is T typed && isMessage(typed))
            {
                return typed;
            }

            allMessages?.Add(message);
        }
    }

    public async Task FishUntilMessageAsync<T>(TimeSpan? max, CancellationToken token)
    {
        IAsyncEnumerable<object> others = ReceiveWhileAsync<object>(
            message =>
            {
                Require(message is not T, "did not expect a message of type {0}", typeof(T));
                return true;
            },
            max,
            null,
            int.MaxValue,
            ignoresOthers: true,
            token);
        await foreach (object other in others)
        {
            _ = other;
        }
    }

    public async Task<ArrayList> WaitForRadioSilenceAsync(TimeSpan? max, uint? maxMessages, CancellationToken token)
    {
        ArrayList messages = [];
        while (await ReceiveOneAsync(max, token) is { } message)
        {
            messages.Add(message);
            Require(!(messages.Count > maxMessages), "maxMessages violated (current iteration: {0}).", messages.Count);
        }

        return ArrayList.ReadOnly(messages);
    }

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T> filter, TimeSpan? max, TimeSpan? idle, int count, CancellationToken token) =>
        TakeWhileAsync(
            message => filter(message) is { } result ? (true, true, result) : (false, false, default!), max, idle, count, token);

    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, TimeSpan? max, TimeSpan? idle, int count, bool ignoresOthers, CancellationToken token) =>
        TakeWhileAsync(
            message => message is not T typed ? (ignoresOthers, false, default!)
                : shouldContinue(typed) ? (true, true, typed)
                : (false, false, typed),
            max,
            idle,
            count,
            token);

    private async IAsyncEnumerable<T> TakeWhileAsync<T>(
        Func<object, (bool Takes, bool Counts, T Result)> judge,
        TimeSpan? given,
        TimeSpan? idle,
        int count,
        [EnumeratorCancellation] CancellationToken token)
    {
        TimeSpan end = After(RemainingOrDilated(given));
        while (count > 0)
        {
            token.ThrowIfCancellationRequested();
            if (!await HasMessageAsync(Min(Until(end), idle), token)
                || !queue.TryPeekOne(out MessageEnvelope envelope, TimeSpan.Zero, CancellationToken.None))
            {
                break;
            }

            (bool takes, bool counts, T result) = judge(envelope.Message);
            if (!takes)
            {
                break;
            }

            await TryReceiveOneAsync(TimeSpan.Zero, token);
            if (counts)
            {
                count--;
                yield return result;
            }
        }

        _lastWasNoMessage = true;
    }

    private void RequireAll<T>(List<T> missing, List<object> unexpected)
    {
        string text = (missing.Count == 0 ? string.Empty : $"not found [{string.Join(", ", missing)}] ")
            + (unexpected.Count == 0 ? string.Empty : $"found unexpected [{string.Join(", ", unexpected)}]");
        Require(text.Length == 0, "{0}", text);
    }
}
