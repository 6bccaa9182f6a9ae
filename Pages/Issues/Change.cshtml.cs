using Markdwell.Pages.Shared;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Markdwell.Services.Notes;
using Microsoft.AspNetCore.Mvc;

namespace Markdwell.Pages.Issues;

/// <summary>Changes a note by operations, and answers when they are kept: Jira hears of them later.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class ChangeModel(ViewerRights rights, NoteStore notes, PanelStates states) : IssuePage(rights)
{
    protected override bool Changes => true;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await Request.ReadBytesAsync(PanelChange.MaxBytes, cancellationToken) is not { } body)
        {
            return PanelJson.Refuse(StatusCodes.Status413PayloadTooLarge, "This is more than a note can hold. Nothing was changed.");
        }

        if (PanelChange.TryRead(body) is not { Operations: var operations })
        {
            return PanelJson.Refuse(StatusCodes.Status400BadRequest, "This change could not be read. Nothing was changed.");
        }

        if (operations.Count > PanelChange.MaxOperations)
        {
            return PanelJson.Refuse(StatusCodes.Status400BadRequest, $"These are more than {PanelChange.MaxOperations} changes at once. Nothing was changed.");
        }

        var answer = await notes.ChangeAsync(Tenant, IssueId, operations, cancellationToken);
        var state = await states.OfAsync(PageContext, Tenant.Id, answer.State, Edit, cancellationToken);
        if (answer.Results.Count == operations.Count)
        {
            var results = operations.Zip(answer.Results, (operation, result) => new PanelResult(operation.Id, result.Outcome, result.Theirs, result.Count));
            return PanelJson.Answer(new PanelAnswer(state, [.. results]));
        }

        return PanelJson.Answer(
            new PanelRefusal(state.Trouble ?? "Nothing was changed.", state),
            state.IsBroken ? StatusCodes.Status409Conflict : StatusCodes.Status503ServiceUnavailable);
    }
}
