using System.Security.Cryptography;
using Markdwell.Services;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Markdwell.Tests.Storage;

public sealed class DatabaseFaultTests
{
    public static TheoryData<Exception> Faults() =>
    [
        new SqliteException("database or disk is full", 13),
        new DbUpdateException("conflict"),
        new RetryLimitExceededException("SQL Server did not answer six times"),
        new TimeoutException(),
        new InvalidOperationException("No free connection") { Source = "Microsoft.Data.SqlClient" },
        new CryptographicException("The keys could not be read", new SqliteException("unable to open database file", 14)),
    ];

    [Theory, MemberData(nameof(Faults))]
    public void A_database_that_is_away_is_known_in_each_of_its_ways(Exception e) => Assert.True(DatabaseFault.Is(e));

    [Fact]
    public void A_mistake_of_ours_is_not_the_databases()
    {
        Assert.False(DatabaseFault.Is(new InvalidOperationException("Sequence contains no elements")));
        Assert.False(DatabaseFault.Is(new NotSupportedException()));
        Assert.False(DatabaseFault.Is(new CryptographicException("The payload was invalid")));
    }
}
