using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

public sealed class Globex_cannot_read_what_is_Acmes(Stand stand) : Story(stand)
{
    private const string Secret = "Roadmap";
    private const string Refused = "This view could not be verified. Reload the page to see it.";
    private const string AcmePage = "100004";

    [Fact]
    public async Task A_token_of_Globex_opens_no_address_of_Acme()
    {
        var acme = await Sandbox.MacroUrlAsync("acme", AcmePage, "alice");
        var globex = await Sandbox.MacroUrlAsync("globex", "200001", "alice");

        await IsRefusedAsync(WithToken(acme, TokenOf(globex)));
    }

    [Fact]
    public async Task An_address_of_Acme_is_worth_nothing_under_the_name_of_Globex()
    {
        var acme = await Sandbox.MacroUrlAsync("acme", AcmePage, "alice");
        var globex = await Sandbox.MacroUrlAsync("globex", "200001", "alice");

        await IsRefusedAsync(WithToken(acme, IssuedBy(TokenOf(acme), Issuer(TokenOf(globex)))));
    }

    [Fact]
    public async Task A_token_for_scripts_opens_no_frame()
    {
        var macro = (await Sandbox.MacrosAsync("acme", AcmePage))[0];
        var signed = await Sandbox.SignAsync("acme/confluence", new { module = "markdwell-markdown", @as = "alice", page = AcmePage, macro });

        await IsRefusedAsync(WithToken(signed.Url, signed.ContextToken));
    }

    [Fact]
    public async Task The_same_macro_id_shows_each_site_its_own_text()
    {
        await OpenAsync("/wiki/pages/" + AcmePage);
        await Expect(Macro().Locator("h1")).ToHaveTextAsync(Secret);
        var macro = (await Sandbox.MacrosAsync("acme", AcmePage))[0];

        // Globex signs properly, for a page of its own, the id of Acme's macro.
        var signed = await Sandbox.SignAsync("globex/confluence", new { module = "markdwell-markdown", @as = "alice", page = "200001", macro });
        await Page.GotoAsync(Sandbox.Globex + "/wiki");
        var frame = await EmbedAsync(signed.Url);

        await Expect(frame.Notice).ToHaveTextAsync("Confluence does not find this macro in this version of the page.");
        await Expect(frame.Body).Not.ToContainTextAsync(Secret);
    }

    [Fact]
    public async Task A_frame_of_Acme_does_not_open_in_a_page_of_Globex()
    {
        Watch.Allow("frame-ancestors", "this is what the browser says when it keeps a frame shut");
        await Page.GotoAsync(Sandbox.Globex + "/wiki");

        var frame = await EmbedAsync(await Sandbox.MacroUrlAsync("acme", AcmePage, "alice"));

        await Eventually.EqualAsync("chrome-error://chromewebdata/", async () => (await frame.DocumentAsync()).Url);
    }

    private async Task IsRefusedAsync(string url)
    {
        Watch.Allow("the server responded with a status of 401", "the browser reports every refusal");
        await Page.GotoAsync(Sandbox.Globex + "/wiki");
        await Expect((await EmbedAsync(url)).Body).ToHaveTextAsync(Refused);
    }

    private static string TokenOf(string url) => HttpUtility.ParseQueryString(new Uri(url).Query)["jwt"]!;

    private static string WithToken(string url, string token) => url.Replace(TokenOf(url), token, StringComparison.Ordinal);

    private static string Issuer(string token) => Claims(token)["iss"]!.GetValue<string>();

    private static string IssuedBy(string token, string issuer)
    {
        var claims = Claims(token);
        claims["iss"] = issuer;
        var parts = token.Split('.');
        return string.Join('.', parts[0], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString())), parts[2]);
    }

    private static JsonNode Claims(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]))!;
}
