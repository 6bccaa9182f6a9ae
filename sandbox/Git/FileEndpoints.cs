namespace Markdwell.Sandbox.Git;

/// <summary>Files under their own addresses, as any web server has them, and the things such servers do.</summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder git)
    {
        var files = git.MapGroup("/files");
        files.MapGet("/moved.md", () => Results.Redirect("/files/guide.md", permanent: true));
        files.MapGet("/circle-1.md", () => Results.Redirect("/files/circle-2.md"));
        files.MapGet("/circle-2.md", () => Results.Redirect("/files/circle-1.md"));
        files.MapGet("/other-host.md", (GitHost host) => Results.Redirect($"http://localhost:{host.Port - 3}/elsewhere"));
        files.MapGet("/private.md", (GitHost host) => Results.Redirect($"http://127.0.0.2:{host.Port}/secret"));
        files.MapGet("/private-six.md", (GitHost host) => Results.Redirect($"http://[::1]:{host.Port}/files/guide.md"));
        files.MapGet("/metadata.md", () => Results.Redirect("http://169.254.169.254/latest/meta-data/"));
        files.MapGet("/script.md", () => Results.Redirect("file:///etc/passwd"));
        files.MapGet("/{**path}", (GitHost host, string path) => host.Files.GetValueOrDefault(path) is { } file
            ? Results.Bytes(file.Content, file.MediaType, lastModified: file.At, entityTag: Answers.Tag(Hash.Of(file.Content), isWeak: false))
            : Results.Text("Not found", "text/plain", statusCode: 404));
    }
}
