using System.Collections.Concurrent;

namespace Markdwell.Services.Instances;

/// <summary>What something was changed of. The names are part of what is sent: a version of the app that does not know one passes over it.</summary>
public enum Topic
{
    Tenant,
    Settings,
    Connections,

    /// <summary>The copy of a file of a host.</summary>
    File,
    Salt,
}

/// <summary>That something was changed, and of whom; never to what, so that there is nothing to overhear and nothing to forge but a needless reading.</summary>
public sealed record Notice(Topic Topic, string Subject)
{
    // A client key has 255 characters at most.
    private const int MaxLength = 300;

    public override string ToString() => $"{Topic} {Subject}";

    /// <returns>Null for what is no notice, or one of a newer version.</returns>
    public static Notice? Read(string? text)
    {
        var words = text is { Length: > 0 and <= MaxLength } ? text.Split(' ', 2) : [];
        return words is [var topic, var subject] && Enum.TryParse<Topic>(topic, out var known) && Enum.GetName(known) == topic ? new(known, subject) : null;
    }
}

/// <summary>Brings what was changed here to those who remember it elsewhere, and what was changed elsewhere to those here.</summary>
public sealed class Notices
{
    private readonly ConcurrentDictionary<Topic, Action<string?>> listeners = new();
    private Action<Notice>? send;

    /// <summary>From now on there are others to tell.</summary>
    public void SendBy(Action<Notice> carrier) => send = carrier;

    /// <param name="heard">Called with the subject; with null when any may have been changed.</param>
    public void Listen(Topic topic, Action<string?> heard) => listeners.AddOrUpdate(topic, heard, (_, before) => before + heard);

    /// <summary>Something was changed here.</summary>
    public void Tell(Topic topic, string subject) => send?.Invoke(new(topic, subject));

    /// <summary>Something was changed on another instance.</summary>
    public void Hear(Notice notice) => listeners.GetValueOrDefault(notice.Topic)?.Invoke(notice.Subject);

    /// <summary>Notices were lost on the way, and nobody knows which.</summary>
    public void MissSome()
    {
        foreach (var heard in listeners.Values)
        {
            heard(null);
        }
    }
}
