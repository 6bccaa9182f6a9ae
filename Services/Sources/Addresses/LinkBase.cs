namespace Markdwell.Services.Sources.Addresses;

/// <summary>What the relative addresses of a text are relative to.</summary>
public abstract record LinkBase;

/// <param name="Revision">The commit that the text was read at; its pictures are read there too.</param>
public sealed record GitBase(GitFile File, string Revision) : LinkBase;

public sealed record WebBase(int ConnectionId, Uri Url) : LinkBase;

/// <summary>Relative addresses name attachments of the page.</summary>
public sealed record AttachmentBase(string PageId) : LinkBase;
