namespace Markdwell.Services.Notes;

/// <summary>The names of the operations that were done last, each as many characters long, the newest at the end.</summary>
internal sealed class RecentOperations(string written)
{
    private const int Max = 250;

    // Twelve of sixteen bytes: enough to tell some hundred apart, and 250 of them fit the column.
    private const int Bytes = 12;
    private const int Length = Bytes * 4 / 3;

    private readonly List<string> names = [.. written.Chunk(Length).Select(name => new string(name))];
    private readonly HashSet<string> known = new(written.Chunk(Length).Select(name => new string(name)), StringComparer.Ordinal);

    public bool Contains(Guid id) => known.Contains(NameOf(id));

    public void Add(Guid id)
    {
        if (known.Add(NameOf(id)))
        {
            names.Add(NameOf(id));
        }
    }

    public string Write() => string.Concat(names.TakeLast(Max));

    private static string NameOf(Guid id) => Convert.ToBase64String(id.ToByteArray().AsSpan(^Bytes..));
}
