using System.Globalization;
using Markdwell.Models;
using Markdwell.Services.Atlassian.Points;
using Microsoft.Extensions.Caching.Memory;

namespace Markdwell.Services.Atlassian;

public enum Right
{
    Denied,
    Granted,

    /// <summary>The product did not say, so nothing may be shown.</summary>
    Unknown,
}

/// <summary>
/// Asks the product what the viewer may do, before anything is shown that the app could read with its own, wider rights.
/// An answer is believed for a minute, so that a page of thirty macros asks once.
/// https://developer.atlassian.com/cloud/jira/platform/security-for-connect-apps/
/// </summary>
public sealed class ViewerRights(ProductClients clients, TimeProvider clock) : IDisposable
{
    private const int MaxAnswers = 100_000;
    private const string Administer = "administer";
    private const string AdministerJira = "ADMINISTER";
    private const string Application = "application";
    private const string Browse = "BROWSE_PROJECTS";
    private const string Read = "read";

    private static readonly TimeSpan GrantedFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DeniedFor = TimeSpan.FromSeconds(5);

    // Whoever is no administrator any more must not go on changing things; five seconds serve one page and its actions.
    private static readonly TimeSpan AdministersFor = TimeSpan.FromSeconds(5);

    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MaxAnswers });
    private readonly SingleFlight<Question, Right> questions = new();

    public ValueTask<Right> MayReadPageAsync(Tenant tenant, string? accountId, string pageId, CancellationToken cancellationToken) =>
        AskAsync(tenant, new(tenant.Id, accountId, pageId, Read), AskConfluenceAsync, cancellationToken);

    /// <summary>Whether the product has said so lately; if not, it has to be asked.</summary>
    public bool IsKnownToRead(Tenant tenant, string? accountId, string pageId) =>
        answers.TryGetValue(new Question(tenant.Id, accountId, pageId, Read), out Known known) && known.Until > clock.GetUtcNow() && known.Right == Right.Granted;

    public ValueTask<Right> MayEditPageAsync(Tenant tenant, string? accountId, string pageId, CancellationToken cancellationToken) =>
        AskAsync(tenant, new(tenant.Id, accountId, pageId, "update"), AskConfluenceAsync, cancellationToken);

    public ValueTask<Right> MayReadIssueAsync(Tenant tenant, string? accountId, string issueId, CancellationToken cancellationToken) =>
        AskAsync(tenant, new(tenant.Id, accountId, issueId, Browse), AskJiraAsync, cancellationToken);

    public ValueTask<Right> MayEditIssueAsync(Tenant tenant, string? accountId, string issueId, CancellationToken cancellationToken) =>
        AskAsync(tenant, new(tenant.Id, accountId, issueId, "EDIT_ISSUES"), AskJiraAsync, cancellationToken);

    /// <summary>A condition in the descriptor only hides a link: whoever knows the address comes with a token that is as good as an administrator's.</summary>
    public ValueTask<Right> MayAdministerAsync(Tenant tenant, string? accountId, CancellationToken cancellationToken) =>
        AskAsync(tenant, new(tenant.Id, accountId, Application, Administer), AskForAdministratorAsync, cancellationToken);

    public void Dispose() => answers.Dispose();

    private ValueTask<Right> AskAsync(Tenant tenant, Question question, Func<Tenant, Question, Task<Right>> ask, CancellationToken cancellationToken) =>
        answers.TryGetValue(question, out Known known) && known.Until > clock.GetUtcNow()
            ? new(known.Right)
            : new(questions.RunAsync(question, () => AskAndRememberAsync(tenant, question, ask), cancellationToken));

    private async Task<Right> AskAndRememberAsync(Tenant tenant, Question question, Func<Tenant, Question, Task<Right>> ask)
    {
        var right = await ask(tenant, question);
        if (right != Right.Unknown)
        {
            var lifetime = right == Right.Denied ? DeniedFor : question.Action == Administer ? AdministersFor : GrantedFor;
            var until = clock.GetUtcNow() + lifetime;
            answers.Set(question, new Known(right, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = GrantedFor });
        }

        return right;
    }

    private async Task<Right> AskConfluenceAsync(Tenant tenant, Question question)
    {
        if (question.AccountId is null)
        {
            var page = clients.ForAnonymous<IConfluenceApi>(tenant).GetPageAsync(question.Subject, null, null, null, CancellationToken.None);
            return question.Action == Read ? FromAnonymous((await page.AnswerAsync()).Outcome) : Right.Denied;
        }

        var answer = await clients.For<IConfluenceApi>(tenant, Urgency.Action)
            .CheckPermissionAsync(question.Subject, new(new("user", question.AccountId), question.Action), CancellationToken.None)
            .AnswerAsync();
        return From(answer.Outcome, answer.Value?.HasPermission == true);
    }

    private async Task<Right> AskForAdministratorAsync(Tenant tenant, Question question)
    {
        if (question.AccountId is not { } accountId)
        {
            return Right.Denied;
        }

        return tenant.Product == Product.Jira ? await AskJiraForAdministratorAsync(tenant, accountId) : await AskConfluenceForAdministratorAsync(tenant, accountId);
    }

    private async Task<Right> AskJiraForAdministratorAsync(Tenant tenant, string accountId)
    {
        var answer = await clients.For<IJiraApi>(tenant, Urgency.Action).CheckPermissionsAsync(new(accountId, [], [AdministerJira]), CancellationToken.None).AnswerAsync();
        return From(answer.Outcome, answer.Value?.GlobalPermissions?.Contains(AdministerJira, StringComparer.Ordinal) == true);
    }

    private async Task<Right> AskConfluenceForAdministratorAsync(Tenant tenant, string accountId)
    {
        var answer = await clients.For<IConfluenceApi>(tenant, Urgency.Action).GetUserAsync(accountId, "operations", CancellationToken.None).AnswerAsync();
        var granted = answer.Value?.Operations?.Any(o => o?.Operation == Administer && o.TargetType == Application);
        return From(answer.Outcome, granted == true);
    }

    private async Task<Right> AskJiraAsync(Tenant tenant, Question question)
    {
        if (question.AccountId is null)
        {
            // A change that nobody has made could not be asked about afterwards, whatever Jira lets everybody do.
            return question.Action == Browse
                ? FromAnonymous((await clients.ForAnonymous<IJiraApi>(tenant).GetIssueAsync(question.Subject, "id", properties: null, CancellationToken.None).AnswerAsync()).Outcome)
                : Right.Denied;
        }

        if (!long.TryParse(question.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var issueId))
        {
            return Right.Denied;
        }

        var answer = await clients.For<IJiraApi>(tenant, Urgency.Action)
            .CheckPermissionsAsync(new(question.AccountId, [new([question.Action], [issueId])]), CancellationToken.None)
            .AnswerAsync();
        var granted = answer.Value?.ProjectPermissions?.Any(p => p?.Permission == question.Action && p.Issues?.Contains(issueId) == true);
        return From(answer.Outcome, granted == true);
    }

    // A page that is not there is, for its viewer, the same as one that he may not see.
    private static Right From(CallOutcome outcome, bool granted) => outcome switch
    {
        CallOutcome.Ok => granted ? Right.Granted : Right.Denied,
        CallOutcome.NotFound => Right.Denied,
        _ => Right.Unknown,
    };

    private static Right FromAnonymous(CallOutcome outcome) => outcome == CallOutcome.Refused ? Right.Denied : From(outcome, granted: true);

    private sealed record Question(int TenantId, string? AccountId, string Subject, string Action);

    private readonly record struct Known(Right Right, DateTimeOffset Until);
}
