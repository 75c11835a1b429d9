using System.Collections;
using Akka.TestKit;

namespace Akka.Greensock.TestKit;

/// <content>Expectations of several messages in virtual time.</content>
public sealed partial class SimulatedProbe
{
    /// <summary>Waits for one of several messages.</summary>
    public new T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.ExpectMsgAnyOfAsync(messages, cancellationToken));

    /// <summary>Waits for one of several messages.</summary>
    public new ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAnyOfAsync(messages, cancellationToken);

    /// <summary>Waits for all of several messages, in any order.</summary>
    public new IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfAsync(messages, Virtual.RemainingOrDefault, CancellationToken.None));

    /// <summary>Waits for all of several messages, in any order.</summary>
    public new IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfAsync(messages, Virtual.RemainingOrDefault, cancellationToken));

    /// <summary>Waits for all of several messages, in any order.</summary>
    public new IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAllOfAsync(messages, Virtual.RemainingOrDefault, cancellationToken);

    /// <summary>Waits for all of several messages, in any order.</summary>
    public new IReadOnlyCollection<T> ExpectMsgAllOf<T>([AutoDilate] TimeSpan max, params T[] messages) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfAsync(messages, Dilated(max), CancellationToken.None));

    /// <summary>Waits for all of several messages, in any order.</summary>
    public new IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        [AutoDilate] TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfAsync(messages, Dilated(max), cancellationToken));

    /// <summary>Waits for all of several messages, in any order.</summary>
    public new IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        [AutoDilate] TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAllOfAsync(messages, Dilated(max), cancellationToken);

    /// <summary>Waits for as many messages as there are predicates, each of which accepts one.</summary>
    public new IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(params PredicateInfo[] predicates) =>
        Virtual.AllHere(() =>
            Virtual.ExpectMsgAllOfMatchingPredicatesAsync(predicates, Virtual.RemainingOrDefault, CancellationToken.None));

    /// <summary>Waits for as many messages as there are predicates, each of which accepts one.</summary>
    public new IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfMatchingPredicatesAsync(predicates, Virtual.RemainingOrDefault, cancellationToken));

    /// <summary>Waits for as many messages as there are predicates, each of which accepts one.</summary>
    public new IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAllOfMatchingPredicatesAsync(predicates, Virtual.RemainingOrDefault, cancellationToken);

    /// <summary>Waits for as many messages as there are predicates, each of which accepts one.</summary>
    public new IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        [AutoDilate] TimeSpan max, params PredicateInfo[] predicates) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfMatchingPredicatesAsync(predicates, Dilated(max), CancellationToken.None));

    /// <summary>Waits for as many messages as there are predicates, each of which accepts one.</summary>
    public new IReadOnlyCollection<object> ExpectMsgAllOfMatchingPredicates(
        [AutoDilate] TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken) =>
        Virtual.AllHere(() => Virtual.ExpectMsgAllOfMatchingPredicatesAsync(predicates, Dilated(max), cancellationToken));

    /// <summary>Waits for as many messages as there are predicates, each of which accepts one.</summary>
    public new IAsyncEnumerable<object> ExpectMsgAllOfMatchingPredicatesAsync(
        [AutoDilate] TimeSpan max, IReadOnlyCollection<PredicateInfo> predicates, CancellationToken cancellationToken = default) =>
        Virtual.ExpectMsgAllOfMatchingPredicatesAsync(predicates, Dilated(max), cancellationToken);

    /// <summary>Takes messages until a predicate accepts one.</summary>
    public new object FishForMessage(
        Predicate<object> isMessage, [AutoDilate] TimeSpan? max = null, string hint = "",
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.FishForMessageAsync(isMessage, null, max, hint, cancellationToken));

    /// <summary>Takes messages until a predicate accepts one.</summary>
    public new ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, [AutoDilate] TimeSpan? max = null, string hint = "",
        CancellationToken cancellationToken = default) =>
        Virtual.FishForMessageAsync(isMessage, null, max, hint, cancellationToken);

    /// <summary>Takes messages until a predicate accepts one.</summary>
    public new T FishForMessage<T>(
        Predicate<T> isMessage, [AutoDilate] TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.FishForMessageAsync(isMessage, null, max, hint, cancellationToken));

    /// <summary>Takes messages until a predicate accepts one.</summary>
    public new ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, [AutoDilate] TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Virtual.FishForMessageAsync(isMessage, null, max, hint, cancellationToken);

    /// <summary>Takes messages until a predicate accepts one. The list gets those before it.</summary>
    public new T FishForMessage<T>(
        Predicate<T> isMessage, ArrayList? allMessages, [AutoDilate] TimeSpan? max = null, string hint = "",
        CancellationToken cancellationToken = default) =>
        Virtual.Here(() => Virtual.FishForMessageAsync(isMessage, allMessages, max, hint, cancellationToken));

    /// <summary>Takes messages until a predicate accepts one. The list gets those before it.</summary>
    public new ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, ArrayList? allMessages, [AutoDilate] TimeSpan? max = null, string hint = "",
        CancellationToken cancellationToken = default) =>
        Virtual.FishForMessageAsync(isMessage, allMessages, max, hint, cancellationToken);

    /// <summary>Takes messages as long as any come within the time, none of which may be of a type.</summary>
    public new Task FishUntilMessageAsync<T>([AutoDilate] TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Virtual.FishUntilMessageAsync<T>(max, cancellationToken);

    /// <summary>Takes messages until none comes within the time, and gives them.</summary>
    public new Task<ArrayList> WaitForRadioSilenceAsync(
        TimeSpan? max = null, uint? maxMessages = null, CancellationToken cancellationToken = default) =>
        Virtual.WaitForRadioSilenceAsync(max, maxMessages, cancellationToken);

    /// <summary>Takes messages as long as a filter gives something for them.</summary>
    public new IReadOnlyList<T> ReceiveWhile<T>(
        [AutoDilate] TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ReceiveWhileAsync(filter, max, null, msgs, cancellationToken));

    /// <summary>Takes messages as long as a filter gives something for them.</summary>
    public new IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        [AutoDilate] TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        Virtual.ReceiveWhileAsync(filter, max, null, msgs, cancellationToken);

    /// <summary>Takes messages as long as a filter gives something for them.</summary>
    public new IReadOnlyList<T> ReceiveWhile<T>(
        [AutoDilate] TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>Takes messages as long as a filter gives something for them.</summary>
    public new IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        [AutoDilate] TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        Virtual.ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages as long as a filter gives something for them.</summary>
    public new IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T> filter, [AutoDilate] TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken));

    /// <summary>Takes messages as long as a filter gives something for them.</summary>
    public new IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T> filter, [AutoDilate] TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        Virtual.ReceiveWhileAsync(filter, max, idle, msgs, cancellationToken);

    /// <summary>Takes messages of a type as long as a predicate accepts them.</summary>
    public new IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue, [AutoDilate] TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() =>
            Virtual.ReceiveWhileAsync(shouldContinue, max, idle, msgs, shouldIgnoreOtherMessageTypes, cancellationToken));

    /// <summary>Takes messages of a type as long as a predicate accepts them.</summary>
    public new IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue, [AutoDilate] TimeSpan? max = null, TimeSpan? idle = null, int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true, CancellationToken cancellationToken = default) =>
        Virtual.ReceiveWhileAsync(shouldContinue, max, idle, msgs, shouldIgnoreOtherMessageTypes, cancellationToken);

    /// <summary>Takes a number of messages.</summary>
    public new IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ReceiveNAsync(numberOfMessages, Virtual.RemainingOrDefault, cancellationToken));

    /// <summary>Takes a number of messages.</summary>
    public new IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        Virtual.ReceiveNAsync(numberOfMessages, Virtual.RemainingOrDefault, cancellationToken);

    /// <summary>Takes a number of messages.</summary>
    public new IReadOnlyCollection<object> ReceiveN(
        int numberOfMessages, [AutoDilate] TimeSpan max, CancellationToken cancellationToken = default) =>
        Virtual.AllHere(() => Virtual.ReceiveNAsync(numberOfMessages, Dilated(max), cancellationToken));

    /// <summary>Takes a number of messages.</summary>
    public new IAsyncEnumerable<object> ReceiveNAsync(
        int numberOfMessages, [AutoDilate] TimeSpan max, CancellationToken cancellationToken = default) =>
        Virtual.ReceiveNAsync(numberOfMessages, Dilated(max), cancellationToken);
}
