namespace Markdwell.Sandbox.Connect;

/// <summary>Wider scopes imply the narrower ones, so their order is their meaning.</summary>
internal enum Scope
{
    None,
    Read,
    Write,
    Delete,
    ProjectAdmin,
    SpaceAdmin = ProjectAdmin,
    Admin,
}

internal static class Scopes
{
    /// <summary>Scopes that lie beside the ladder (act_as_user, access_email_addresses) grant no step of it.</summary>
    public static Scope Parse(string? text) =>
        Enum.TryParse<Scope>(text?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var scope) ? scope : Scope.None;
}
