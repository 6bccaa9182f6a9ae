using System.Diagnostics;
using System.Reflection;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>What this process is.</summary>
/// <param name="Since">When it was started.</param>
public sealed record AppFacts(string Version, DateTime Since, string Database)
{
    public static AppFacts Of(AppDbContext db)
    {
        var version = typeof(AppFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        using var process = Process.GetCurrentProcess();

        // What follows the plus names a commit in full.
        return new(version.Split('+')[0], process.StartTime.ToUniversalTime(), db.Database.IsSqlServer() ? "SQL Server" : "SQLite");
    }
}
