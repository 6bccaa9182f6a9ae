using System.Globalization;

namespace Markdwell.Services.Instances;

/// <summary>
/// How often something was changed, here or, as far as that was heard, on another instance: a reading from before the last change is worth
/// nothing. Subjects share counters, which costs one of them a needless reading now and then, and nothing that somebody sends fills the memory.
/// </summary>
internal sealed class Changes<TSubject>
    where TSubject : notnull, IParsable<TSubject>
{
    private readonly long[] counts = new long[256];
    private readonly Notices notices;
    private readonly Topic topic;

    public Changes(Notices notices, Topic topic)
    {
        (this.notices, this.topic) = (notices, topic);
        notices.Listen(topic, Heard);
    }

    public long Of(TSubject subject) => Interlocked.Read(ref Count(subject));

    /// <summary>Something was written here, or may have been.</summary>
    public void Made(TSubject subject)
    {
        Interlocked.Increment(ref Count(subject));
        notices.Tell(topic, subject.ToString()!);
    }

    private void Heard(string? subject)
    {
        if (TSubject.TryParse(subject, CultureInfo.InvariantCulture, out var one))
        {
            Interlocked.Increment(ref Count(one));
        }
        else if (subject is null)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                Interlocked.Increment(ref counts[i]);
            }
        }
    }

    private ref long Count(TSubject subject) => ref counts[(uint)subject.GetHashCode() % counts.Length];
}
