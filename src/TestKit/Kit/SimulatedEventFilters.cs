using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.Internal;
using Akka.TestKit.Internal.StringMatcher;

namespace Akka.Greensock.TestKit;

/// <summary>
/// Akka's event filters, whose expectations are in virtual time. Of the texts to match, the first that is given counts: the whole
/// message, its start, what it contains.
/// </summary>
public sealed class SimulatedEventFilters : EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;
    private readonly VirtualExpectations _virtual;
    private readonly IReadOnlyList<EventFilterBase> _filters;

    internal SimulatedEventFilters(
        TestKitBase kit, ActorSystem system, VirtualExpectations expectations, IReadOnlyList<EventFilterBase>? filters = null)
        : base(kit, system, filters ?? [])
    {
        (_kit, _system, _virtual, _filters) = (kit, system, expectations, filters ?? []);
    }

    /// <summary>Errors by their message and source.</summary>
    public new SimulatedEventFilter Error(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        With(new ErrorFilter(CreateMessageMatcher(message, start, contains), From(source)));

    /// <summary>Errors by their message and source.</summary>
    public new SimulatedEventFilter Error(Regex pattern, string? source = null) =>
        With(new ErrorFilter(new RegexMatcher(pattern), From(source)));

    /// <summary>Warnings by their message and source.</summary>
    public new SimulatedEventFilter Warning(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        With(new WarningFilter(CreateMessageMatcher(message, start, contains), From(source)));

    /// <summary>Warnings by their message and source.</summary>
    public new SimulatedEventFilter Warning(Regex pattern, string? source = null) =>
        With(new WarningFilter(new RegexMatcher(pattern), From(source)));

    /// <summary>Infos by their message and source.</summary>
    public new SimulatedEventFilter Info(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        With(new InfoFilter(CreateMessageMatcher(message, start, contains), From(source)));

    /// <summary>Infos by their message and source.</summary>
    public new SimulatedEventFilter Info(Regex pattern, string? source = null) =>
        With(new InfoFilter(new RegexMatcher(pattern), From(source)));

    /// <summary>Debug events by their message and source.</summary>
    public new SimulatedEventFilter Debug(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        With(new DebugFilter(CreateMessageMatcher(message, start, contains), From(source)));

    /// <summary>Debug events by their message and source.</summary>
    public new SimulatedEventFilter Debug(Regex pattern, string? source = null) =>
        With(new DebugFilter(new RegexMatcher(pattern), From(source)));

    /// <summary>Errors by their exception.</summary>
    public new SimulatedEventFilter Exception<TException>(Regex pattern, string? source = null)
        where TException : Exception =>
        Exception(typeof(TException), pattern, source);

    /// <summary>Errors by their exception.</summary>
    public new SimulatedEventFilter Exception(
        Type exceptionType, Regex pattern, string? source = null, bool checkInnerExceptions = false) =>
        With(new ErrorFilter(exceptionType, new RegexMatcher(pattern), From(source), checkInnerExceptions));

    /// <summary>Errors by their exception.</summary>
    public new SimulatedEventFilter Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception =>
        Exception(typeof(TException), message, start, contains, source);

    /// <summary>Errors by their exception.</summary>
    public new SimulatedEventFilter Exception(
        Type exceptionType,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null,
        bool checkInnerExceptions = false) =>
        With(new ErrorFilter(exceptionType, CreateMessageMatcher(message, start, contains), From(source), checkInnerExceptions));

    /// <summary>Events that a predicate accepts.</summary>
    public new SimulatedEventFilter Custom(Predicate<LogEvent> predicate) =>
        With(new CustomEventFilter(predicate));

    /// <summary>Events of a type that a predicate accepts.</summary>
    public new SimulatedEventFilter Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent =>
        With(new CustomEventFilter(logged => logged is TLogEvent one && predicate(one)));

    /// <summary>Events of a level.</summary>
    public new SimulatedEventFilter ForLogLevel(
        LogLevel logLevel, string? message = null, string? start = null, string? contains = null, string? source = null) =>
        logLevel switch
        {
            LogLevel.DebugLevel => Debug(message, start, contains, source),
            LogLevel.InfoLevel => Info(message, start, contains, source),
            LogLevel.WarningLevel => Warning(message, start, contains, source),
            LogLevel.ErrorLevel => Error(message, start, contains, source),
            _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "ForLogLevel: debug, info, warning or error."),
        };

    /// <summary>Events of a level.</summary>
    public new SimulatedEventFilter ForLogLevel(LogLevel logLevel, Regex pattern, string? source = null) =>
        logLevel switch
        {
            LogLevel.DebugLevel => Debug(pattern, source),
            LogLevel.InfoLevel => Info(pattern, source),
            LogLevel.WarningLevel => Warning(pattern, source),
            LogLevel.ErrorLevel => Error(pattern, source),
            _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "ForLogLevel: debug, info, warning or error."),
        };

    /// <summary>Dead letters of any kind.</summary>
    public new SimulatedEventFilter DeadLetter() =>
        DeadLetters(_ => true, null);

    /// <summary>Dead letters of a type.</summary>
    public new SimulatedEventFilter DeadLetter<TMessage>(string? source = null) =>
        DeadLetters(letter => letter is TMessage, source);

    /// <summary>Dead letters of a type that a predicate accepts.</summary>
    public new SimulatedEventFilter DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        DeadLetters(letter => letter is TMessage one && isMatch(one), source);

    /// <summary>Dead letters of a type.</summary>
    public new SimulatedEventFilter DeadLetter(Type type, string? source = null) =>
        DeadLetters(type.IsInstanceOfType, source);

    /// <summary>Dead letters of a type that a predicate accepts.</summary>
    public new SimulatedEventFilter DeadLetter(Type type, Func<object, bool> isMatch, string? source = null) =>
        DeadLetters(letter => type.IsInstanceOfType(letter) && isMatch(letter), source);

    private static EqualsStringAndPathMatcher? From(string? source) => source is null ? null : new EqualsStringAndPathMatcher(source);

    private SimulatedEventFilter DeadLetters(Predicate<object> isMatch, string? source)
    {
        EqualsStringAndPathMatcher? from = From(source);
        return Custom<Warning>(logged =>
            logged.Message is DeadLetter letter && isMatch(letter.Message) && from?.IsMatch(logged.LogSource) != false);
    }

    private SimulatedEventFilter With(EventFilterBase filter) => new(_kit, _system, _virtual, [.. _filters, filter]);
}
