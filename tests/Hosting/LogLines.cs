using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Markdwell.Tests.Hosting;

/// <summary>Everything that anybody logs, down to the last level.</summary>
[ProviderAlias("Lines")]
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> parts = new();

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>What lines are made of, as JSON and collectors show it: a sentence may hide what stands there.</summary>
    public IReadOnlyCollection<string> Parts => parts;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines, parts);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines, ConcurrentQueue<string> parts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"scope {category}: {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> pairs)
            {
                parts.Enqueue($"{category}: {string.Join(' ', pairs.Select(pair => $"{pair.Key}={Text(pair.Value)}"))}");
            }
        }

        private static string? Text(object? value) => value is IEnumerable<object> several ? string.Join(',', several) : value?.ToString();
    }
}
