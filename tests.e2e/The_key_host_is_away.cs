using System.Net;
using System.Text.Json;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: the host that gives out the keys of signed installations does not.</summary>
public sealed class The_key_host_is_away
{
    [Fact]
    public async Task An_installation_is_told_to_come_again_and_nobody_else_notices()
    {
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1);
        using var reader = new Reader(cluster);
        await cluster.Sandbox.PutAsync("install-keys/away", new { });

        // What the process knew of keys is gone with it.
        await cluster.KillAsync(0);
        Assert.Equal((int)HttpStatusCode.ServiceUnavailable, await RotateAsync(cluster));

        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await reader.ReadyAsync());
        await cluster.Sandbox.PostAsync("acme/confluence/webhooks/page_updated", new { page = new { id = 100004 } });

        await cluster.Sandbox.DeleteAsync("install-keys/away");
        Assert.Equal((int)HttpStatusCode.NoContent, await RotateAsync(cluster));
        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
    }

    private static async Task<int> RotateAsync(Cluster cluster)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.PostAsync(new Uri($"{cluster.Sandbox.Home}/sandbox/acme/confluence/rotate"), content: null, TestContext.Current.CancellationToken);
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return told.RootElement.GetProperty("status").GetInt32();
    }
}
