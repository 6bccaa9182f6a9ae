using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>A story of pages that show files. It begins without a connection: the app keeps them longer than one story.</summary>
public abstract partial class SourceStory(Stand stand) : Story(stand)
{
    /// <summary>Texts of the Git host: a README, a section, a file of a private repository, and a host without connection.</summary>
    protected const string FromGit = "/wiki/pages/100007";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>The Git host as connections name it.</summary>
    protected string Host => new Uri(Sandbox.Git).Authority;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        using var answer = await AskAsync(HttpMethod.Get, "list", null);
        foreach (var row in Row.Matches(await answer.Content.ReadAsStringAsync()).Select(match => match.Groups))
        {
            using var deleted = await AskAsync(HttpMethod.Post, "delete", new { id = int.Parse(row["id"].Value), version = int.Parse(row["version"].Value) });
        }
    }

    /// <summary>Alice has connected the Git host.</summary>
    protected async Task ConnectAsync(string repositories = "")
    {
        using var answer = await AskAsync(HttpMethod.Post, "save", new { name = "Our Git", host = Host, kind = "GitHub", repositories, token = "token-of-acme-read" });
    }

    /// <summary>In a window in which all of a page is seen at once: frames and pictures out of sight are not loaded.</summary>
    protected async Task OpenWholeAsync(string path)
    {
        await Page.SetViewportSizeAsync(1280, 6000);
        await OpenAsync(path, @as: "carol");
    }

    /// <summary>By the keyboard: while pictures come, the button moves, and a click may miss it.</summary>
    protected async Task RefreshAsync()
    {
        var button = Macro().Locator(".refresh");
        await Expect(button).ToBeEnabledAsync();
        await button.PressAsync("Enter");
    }

    /// <summary>The pictures of a text are all there.</summary>
    internal static async Task AreShownAsync(ILocator pictures, int count)
    {
        await Expect(pictures).ToHaveCountAsync(count);
        await Eventually.EqualAsync(count, () => pictures.EvaluateAllAsync<int>("all => all.filter(picture => picture.naturalWidth > 0).length"));
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string action, object? form)
    {
        var signed = await Sandbox.SignAsync("acme/confluence", new { module = "markdwell-connections", @as = "alice" });
        using var request = new HttpRequestMessage(method, $"{Stand.App}/settings/connections/{action}")
        {
            Headers = { Authorization = new("JWT", signed.ContextToken) },
            Content = form is null ? null : JsonContent.Create(form),
        };
        return (await Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    [GeneratedRegex("""data-id="(?<id>\d+)" data-version="(?<version>\d+)\x22""", RegexOptions.None, 1000)]
    private static partial Regex Row { get; }
}
