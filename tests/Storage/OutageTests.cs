using System.Net;
using Markdwell.Tests.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Storage;

public sealed class OutageTests
{
    [Fact]
    public async Task Without_its_database_the_app_lives_says_so_and_comes_back_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("markdwell-outage-").FullName;
        var inTheWay = Directory.CreateDirectory(Path.Combine(folder, "markdwell.db"));
        await using var app = new MarkdwellApp(("Data:Folder", folder));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/confluence/atlassian-connect.json"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(app, "/health/ready"));
        using var install = await app.InstallAsync(app.Acme);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, install.StatusCode);
        Assert.NotNull(install.Headers.RetryAfter);
        Assert.Contains(app.Log.Lines, line => line.Contains("The database is not ready", StringComparison.Ordinal));

        inTheWay.Delete();
        await UntilAsync(async () => await StatusAsync(app, "/health/ready") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(app.Acme)).StatusCode);

        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<HttpStatusCode> StatusAsync(MarkdwellApp app, string path)
    {
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return response.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
