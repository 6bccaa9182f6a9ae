namespace Markdwell.Services.Operating;

/// <summary>What the built app does for whoever operates it, instead of serving. In a container there is no other program that could.</summary>
internal static class Chores
{
    /// <returns>What the process is to exit with; null when it is to serve.</returns>
    public static async Task<int?> DoAsync(string[] args, WebApplicationBuilder builder)
    {
        switch (args)
        {
            case ["--health"]:
                return await HealthQuestion.AskAsync(builder.Configuration) ? 0 : 1;
            case ["--backup", var file]:
                await Backup.WriteAsync(builder, file);
                return 0;
            default:
                return null;
        }
    }
}
