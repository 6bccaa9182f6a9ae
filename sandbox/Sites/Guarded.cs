namespace Markdwell.Sandbox.Sites;

/// <summary>Something with readers: a page or an issue.</summary>
internal abstract class Guarded
{
    /// <summary>Everybody may read it, also without an account.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Handles of the only people who may read it; null means everyone with an account.</summary>
    public IReadOnlyList<string>? Readers { get; set; }

    public bool LetsRead(Person person) =>
        person.IsApp || (Readers is { } readers ? readers.Contains(person.Handle, StringComparer.Ordinal) : IsPublic || person.IsKnown);

    public bool LetsEdit(Person person) => person.MayEdit && LetsRead(person);
}
