using System.Net.Sockets;
using System.Text;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Connect;

/// <summary>Requests that no HTTP library would send, byte by byte.</summary>
public sealed class BrokenRequestTests : IDisposable
{
    // The older flow reads the body before it knows who sends it.
    private readonly MarkdwellApp app = new(("Connect:InstallAuthentication", "SharedSecret"));

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("POST /connect/installed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffff\r\n{}", "400")]
    [InlineData("POST /connect/installed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}", "400")]
    [InlineData("POST /connect/installed HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n{", "413")]
    [InlineData("GET /macros/markdown?\0 HTTP/1.1\r\nHost: x\r\n\r\n", "400")]
    [InlineData("GET http://evil.example.com/macros/editor?jwt=x HTTP/1.1\r\nHost: evil.example.com\r\n\r\n", "401")]
    [InlineData("GET /macros/../macros/editor?jwt=x HTTP/1.1\r\nHost: x\r\n\r\n", "401")]
    [InlineData("GET /macros/%65ditor?jwt=x HTTP/1.1\r\nHost: x\r\n\r\n", "401")]
    public async Task It_gets_a_4xx_and_the_next_good_one_works(string request, string expected)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", app.Http.BaseAddress!.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancel);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = await reader.ReadLineAsync(Cancel);

        Assert.StartsWith($"HTTP/1.1 {expected}", status, StringComparison.Ordinal);
        using var good = await app.Http.SendAsync(app.Acme.Post("/connect/installed", app.Acme.Event("installed").ToJsonString(), null), Cancel);
        Assert.True(good.IsSuccessStatusCode);
        Assert.DoesNotContain(app.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
