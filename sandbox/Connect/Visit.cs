using System.Text.Json.Nodes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Connect;

/// <summary>Someone looks at one module of an app, somewhere. All that its address, its token and its bridge are made from.</summary>
internal sealed record Visit(Tenant Tenant, Module Module, Person Viewer)
{
    public Page? Page { get; init; }

    /// <summary>The version shown; null is the current one, and the draft when <see cref="OutputType"/> is "preview".</summary>
    public Edition? Edition { get; init; }

    public Macro? Macro { get; init; }

    public Issue? Issue { get; init; }

    public Project? Project { get; init; }

    public string OutputType { get; init; } = "display";

    /// <summary>The macro editor's address instead of the macro's own.</summary>
    public bool IsEditor { get; init; }

    public Edition? Shown => Edition ?? Page?.Current;

    public string? Url => IsEditor && Module.Part("editor") is { } editor ? Module.Text(editor, "url") : Module.Url;

    public string FrameKey => IsEditor ? Module.Key + "-editor" : Module.Key;

    public string? Variable(string name) => name switch
    {
        "page.id" or "content.id" => Page?.Id,
        "page.title" => Shown?.Title,
        "page.type" or "content.type" => Page is null ? null : "page",
        "page.version" or "content.version" => Shown?.Number.ToString(),
        "space.id" => Page?.Space.Id,
        "space.key" => Page?.Space.Key,
        "macro.id" or "macro.hash" => Macro?.Id,
        "macro.body" => Macro?.Body is { } body ? body[..Math.Min(body.Length, 128)] : null,
        "macro.truncated" => Macro is null ? null : Macro.Body?.Length > 128 ? "true" : "false",
        "output.type" => Macro is null && !IsEditor ? null : OutputType,
        "issue.id" => Issue?.Id,
        "issue.key" => Issue?.Key,
        "project.id" => (Issue?.Project ?? Project)?.Id,
        "project.key" => (Issue?.Project ?? Project)?.Key,
        "condition.user_is_admin" => Viewer.IsAdmin ? "true" : "false",
        "condition.user_is_logged_in" => Viewer.IsKnown ? "true" : "false",
        _ => Macro?.Parameters.GetValueOrDefault(name),
    };

    /// <summary>What the token vouches for.</summary>
    public JsonObject Claim()
    {
        var claim = new JsonObject();
        if (Issue is not null || Project is not null)
        {
            claim["jira"] = Jira();
        }
        if (Page is not null)
        {
            claim["confluence"] = Confluence(withMacro: false);
        }
        if (Viewer.AccountId is { } account)
        {
            claim["user"] = new JsonObject { ["accountId"] = account };
        }
        return claim;
    }

    /// <summary>What <c>AP.context.getContext</c> answers; nobody signs it.</summary>
    public JsonObject Context() => Tenant.Product == Product.Jira
        ? new JsonObject { ["jira"] = Jira() }
        : new JsonObject { ["confluence"] = Confluence(withMacro: true) };

    private JsonObject Jira()
    {
        var jira = new JsonObject();
        if (Issue is { } issue)
        {
            jira["issue"] = new JsonObject { ["id"] = issue.Id, ["key"] = issue.Key, ["issuetype"] = new JsonObject { ["id"] = "10001" } };
        }
        if ((Issue?.Project ?? Project) is { } project)
        {
            jira["project"] = new JsonObject { ["id"] = project.Id, ["key"] = project.Key };
        }
        return jira;
    }

    private JsonObject Confluence(bool withMacro)
    {
        var confluence = new JsonObject();
        if (Page is { } page)
        {
            confluence["content"] = new JsonObject { ["id"] = page.Id, ["type"] = "page", ["version"] = Shown!.Number.ToString() };
            confluence["space"] = new JsonObject { ["id"] = page.Space.Id, ["key"] = page.Space.Key };
        }
        if (withMacro && Macro is { } macro)
        {
            confluence["macro"] = new JsonObject { ["id"] = macro.Id, ["hash"] = macro.Id, ["outputType"] = OutputType };
        }
        return confluence;
    }
}
