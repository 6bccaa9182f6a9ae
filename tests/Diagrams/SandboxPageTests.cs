using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Diagrams;

public sealed class SandboxPageTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly MarkdwellApp app = shared.App;

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task The_page_in_which_diagrams_are_drawn_has_no_origin_and_no_network(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/diagrams/sandbox?anything=1");
        using var response = await app.Http.SendAsync(request, Cancel);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

        Assert.Equal(
            "sandbox allow-scripts; default-src 'none'; script-src https://markdwell.example.com blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors https:", policy);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("anything", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_names_the_library_without_loading_it()
    {
        await app.InstallAsync(app.Acme);
        using var response = await app.OpenAsync(app.Acme, "/macros/editor");
        var page = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Matches("""<link rel="diagram-library" href="/lib/mermaid\.[a-z0-9]+\.js">""", page);
        Assert.Contains("""<link rel="diagram-sandbox" href="/diagrams/sandbox">""", page, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' https: blob:; frame-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dompurify")]
    [InlineData("elkjs")]
    [InlineData("cytoscape")]
    public async Task The_licences_of_what_is_in_the_library_come_along(string package) =>
        Assert.Contains($"\n{package} ", await app.Http.GetStringAsync(new Uri("/lib/licenses.txt", UriKind.Relative), Cancel), StringComparison.Ordinal);
}
