using Markdwell.Models;

namespace Markdwell.Services.Connect;

/// <summary>What a request has proved: the installation it comes from, the user, and what the user is looking at.</summary>
/// <param name="AccountId">Null for somebody who is not logged in.</param>
/// <param name="ContentId">The Confluence page named by the token itself.</param>
/// <param name="IssueId">The Jira issue named by the token itself.</param>
/// <param name="ProjectId">The Jira project named by the token itself.</param>
public sealed record Caller(Tenant Tenant, string? AccountId, string? ContentId, string? IssueId, string? ProjectId = null);

public static class CallerHttpContextExtensions
{
    /// <summary>The caller of a request that passed the door. Asking anywhere else is a mistake in the code.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("This request was not checked for a token.");
}
