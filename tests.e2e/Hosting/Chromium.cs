namespace Markdwell.Tests.E2E.Hosting;

/// <summary>Finds a browser, and starts it as strict as people's browsers are today.</summary>
internal static class Chromium
{
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Find(playwright.Chromium.ExecutablePath),
        ChromiumSandbox = Environment.UserName != "root",
        Args =
        [
            "--test-third-party-cookie-phaseout",

            // What a route does not see (a prefetch, a web socket) must not leave either.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    });

    private static string Find(string own)
    {
        string?[] places = [Environment.GetEnvironmentVariable("MARKDWELL_CHROMIUM"), own, "/usr/bin/chromium"];
        if (places.FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }

        return Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0
            ? own
            : throw new InvalidOperationException("No browser. Install Chromium, or set MARKDWELL_CHROMIUM to the path of one.");
    }
}
