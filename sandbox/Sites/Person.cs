namespace Markdwell.Sandbox.Sites;

/// <summary>Who is looking: someone with an account, nobody in particular, or the app itself.</summary>
internal sealed record Person(string Handle, string Name, string? AccountId, bool IsAdmin = false, bool MayEdit = false, bool IsApp = false)
{
    public static readonly Person Alice = new("alice", "Alice Archer", "712020:a11ce0de-4b1d-4c53-9d1e-000000000001", IsAdmin: true, MayEdit: true);
    public static readonly Person Bob = new("bob", "Bob Baker", "712020:b0b0b0de-7c2e-4d64-8e2f-000000000002", MayEdit: true);
    public static readonly Person Carol = new("carol", "Carol Chandler", "712020:ca401e0d-1a3f-4e75-9f30-000000000003");
    public static readonly Person Dave = new("dave", "Dave Draper", "712020:dade0dad-2b40-4f86-8041-000000000004", MayEdit: true);
    public static readonly Person Anonymous = new("anonymous", "Anonymous", null);

    public static readonly IReadOnlyList<Person> All = [Alice, Bob, Carol, Dave, Anonymous];

    /// <summary>The account an app acts with; it sees and edits everything its scopes allow.</summary>
    public static readonly Person App = new("app", "The app", "557058:f00dcafe-3c51-4097-9152-000000000005", MayEdit: true, IsApp: true);

    public bool IsKnown => AccountId is not null;

    public static Person? Find(string? handle) => All.FirstOrDefault(p => p.Handle == handle);

    public static Person? ByAccount(string? accountId) => accountId is null ? null : All.Append(App).FirstOrDefault(p => p.AccountId == accountId);
}
