using System.Data.Common;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Markdwell.Tests.Storage;

/// <summary>Takes down every statement that would go to a SQL Server, and says that it has changed one row.</summary>
public sealed class DeafSqlServer : IDbContextFactory<AppDbContext>
{
    private readonly DbContextOptions<SqlServerAppDbContext> options;

    public DeafSqlServer() =>
        options = new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").AddInterceptors(new Door(), new Ear(Statements)).Options;

    public List<string> Statements { get; } = [];

    public AppDbContext CreateDbContext() => new SqlServerAppDbContext(options);

    private sealed class Door : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());
    }

    private sealed class Ear(List<string> statements) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            statements.Add(command.CommandText);
            return new(InterceptionResult<int>.SuppressWithResult(1));
        }
    }
}
