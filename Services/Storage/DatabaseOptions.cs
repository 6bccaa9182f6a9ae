namespace Markdwell.Services.Storage;

/// <summary>Section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    /// <summary>How many rows go into one statement. 1 suits servers that speak T-SQL without MERGE.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>False where a script changes the tables: the app then waits until somebody has run it.</summary>
    public bool MigrateAtStart { get; set; } = true;
}
