using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Markdwell.Services;

/// <summary>
/// Whether it was the database that failed: it is away, full or slow. Each library says so in its own way, and what slips through in work of the
/// background ends the whole app.
/// </summary>
internal static class DatabaseFault
{
    // Without a connection that is free, SQL Server's driver says that the operation is invalid.
    private const string SqlServerDriver = "Microsoft.Data.SqlClient";

    public static bool Is(Exception e) =>
        e is DbException or DbUpdateException or RetryLimitExceededException or TimeoutException or InvalidOperationException { Source: SqlServerDriver }

        // The keys of data protection lie in the database. That they could not be read says nothing of what they would have opened.
        || (e is CryptographicException { InnerException: { } reason } && Is(reason));

    /// <summary>What the database's driver says. Libraries wrap that into less, and what SQL Server's driver wraps itself is "Success" as often as not.</summary>
    public static string Reason(Exception e)
    {
        for (var at = e; at is not null; at = at.InnerException)
        {
            if (at is DbException)
            {
                return at.Message;
            }
        }

        return e.GetBaseException().Message;
    }
}
