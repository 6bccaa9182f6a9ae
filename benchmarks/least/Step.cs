namespace Markdwell.Least;

/// <summary>Each but the last has all that those before it have.</summary>
internal enum Step
{
    Server,
    Data,
    Pages,
    Call,
}
