using System.Net;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

public sealed class FrameTokenTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private const string Editor = "/macros/editor";

    private readonly MarkdwellApp app = shared.App;

    public async ValueTask InitializeAsync() => await app.InstallAllAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_signed_frame_opens() =>
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, Editor)).StatusCode);

    [Theory]
    [InlineData("/macros/editor/")]
    [InlineData("/macros/editor?b=2&a=1&a=0")]
    [InlineData("/macros/editor?A=1&a=2")]
    [InlineData("/macros/editor?JWT=x&title=1+%2B+1")]
    [InlineData("/macros/editor?title=%E5%AE%AE%E5%B4%8E+%E9%A7%BF&%24x=%21*")]
    [InlineData("/macros/editor?x[]=1&x[]=2&y=%2541")]
    [InlineData("/macros/editor?%C3%A9=1&z=2&~=3")]
    public async Task Whatever_the_query_looks_like_it_is_hashed_as_it_was_signed(string target) =>
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, target)).StatusCode);

    [Fact]
    public async Task A_token_may_come_in_the_header_too() =>
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Editor, app.Acme.Token("GET", Editor, app.Now)));

    [Fact]
    public async Task Thirty_seconds_of_a_wrong_clock_are_forgiven()
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Editor, app.Acme.Token("GET", Editor, app.Now.AddSeconds(25))));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(Editor, app.Acme.Token("GET", Editor, app.Now.AddSeconds(-180 - 25))));
    }

    [Theory, MemberData(nameof(FrameAttacks.All), MemberType = typeof(FrameAttacks))]
    public async Task An_attack_is_refused_without_a_reason(string attack)
    {
        using var request = FrameAttacks.On(Editor, attack, app);
        using var response = await app.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain("signature", await response.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(app.Acme, Editor)).StatusCode);
    }

    [Fact]
    public async Task A_frame_token_does_not_open_what_our_own_script_calls()
    {
        const string Preview = "/macros/preview";
        HttpRequestMessage Request(string token) => new(HttpMethod.Post, Preview) { Content = new StringContent("# Hi"), Headers = { Authorization = new("JWT", token) } };
        var context = TestToken.Hs256(TestToken.Claims(app.Acme.ClientKey, "context-qsh", app.Now, People.Alice), app.Acme.Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.SendAsync(Request(app.Acme.Token("POST", Preview, app.Now)), Cancel)).StatusCode);
        using var allowed = await app.Http.SendAsync(Request(context), Cancel);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.Contains("<h1", await allowed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_a_page_does_not_know_is_refused_after_the_token()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.PostAsync(new Uri(Editor, UriKind.Relative), null, Cancel)).StatusCode);
        var request = app.Acme.Post(Editor, "", app.Acme.Token("POST", Editor, app.Now));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await app.Http.SendAsync(request, Cancel)).StatusCode);
    }

    private async Task<HttpStatusCode> GetAsync(string target, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target) { Headers = { Authorization = new("JWT", token) } };
        using var response = await app.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
