using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Markdwell.Models;

public sealed class SqlServerAppDbContext(DbContextOptions<SqlServerAppDbContext> options) : AppDbContext(options)
{
    // SQL Server compares text without regard to case unless told otherwise: two client keys would be one tenant.
    private const string Binary = "Latin1_General_100_BIN2";

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Tenant>().Property(t => t.ClientKey).UseCollation(Binary);
        modelBuilder.Entity<CachedText>().Property(t => t.PageId).UseCollation(Binary);
        modelBuilder.Entity<CachedText>().Property(t => t.MacroId).UseCollation(Binary);
        modelBuilder.Entity<CachedFile>().Property(f => f.Key).UseCollation(Binary);
        modelBuilder.Entity<SourceUse>().Property(u => u.PageId).UseCollation(Binary);
        modelBuilder.Entity<SourceUse>().Property(u => u.MacroId).UseCollation(Binary);
        modelBuilder.Entity<SourceUse>().Property(u => u.Repository).UseCollation(Binary);
        modelBuilder.Entity<SourceUse>().Property(u => u.Path).UseCollation(Binary);
        modelBuilder.Entity<Note>().Property(n => n.IssueId).UseCollation(Binary);
        modelBuilder.Entity<Job>().Property(j => j.Subject).UseCollation(Binary);
        modelBuilder.Entity<Reaction>().Property(r => r.Subject).UseCollation(Binary);
        modelBuilder.Entity<AuditEntry>().Property(e => e.AccountId).UseCollation(Binary);
        modelBuilder.Entity<IssueProgress>().Property(i => i.AssigneeId).UseCollation(Binary);
    }
}

internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerAppDbContext>
{
    public SqlServerAppDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").Options);
}
