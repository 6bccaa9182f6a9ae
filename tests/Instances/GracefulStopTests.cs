using System.Net;
using Markdwell.Services.Instances;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Instances;

public sealed class GracefulStopTests
{
    [Fact]
    public async Task Told_to_stop_it_is_not_ready_and_answers_on_until_its_delay_is_over()
    {
        await using var app = new MarkdwellApp(("Stop:Delay", "00:00:20"));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/health/ready")).Status);

        var stopping = app.Services.GetRequiredService<GracefulStop>().StoppingAsync(Cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The app is stopping.", true), await AskAsync(app, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "live", true), await AskAsync(app, "/health/live"));
        Assert.False(stopping.IsCompleted);
        app.Clock.Advance(TimeSpan.FromSeconds(20));
        await stopping;
    }

    [Fact]
    public async Task Before_that_connections_stay()
    {
        await using var app = new MarkdwellApp();

        Assert.Equal((HttpStatusCode.OK, "ready", false), await AskAsync(app, "/health/ready"));
    }

    private static async Task<(HttpStatusCode Status, string Body, bool Closes)> AskAsync(MarkdwellApp app, string path)
    {
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response.Headers.ConnectionClose == true);
    }
}
