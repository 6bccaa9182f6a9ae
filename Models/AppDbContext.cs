using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Markdwell.Models;

/// <summary>What the app remembers. Each database kind has a context of its own, because each has its own migrations.</summary>
public abstract class AppDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<CachedText> CachedTexts => Set<CachedText>();

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<CachedFile> CachedFiles => Set<CachedFile>();

    public DbSet<SourceUse> SourceUses => Set<SourceUse>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<SavedSettings> SavedSettings => Set<SavedSettings>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Reaction> Reactions => Set<Reaction>();

    public DbSet<IssueProgress> IssueProgress => Set<IssueProgress>();

    public DbSet<IssueVersion> IssueVersions => Set<IssueVersion>();

    public DbSet<ReportRebuild> ReportRebuilds => Set<ReportRebuild>();

    public DbSet<TenantSalt> TenantSalts => Set<TenantSalt>();

    public DbSet<SpentPoints> SpentPoints => Set<SpentPoints>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();
        configurationBuilder.Properties<Product>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<HostKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<JobKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<ReactionKind>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<AuditAction>().HaveConversion<string>().HaveMaxLength(30);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Tenant>().HasIndex(t => t.ClientKey).IsUnique();

        modelBuilder.Entity<CachedText>(text =>
        {
            text.HasKey(t => new { t.TenantId, t.PageId, t.MacroId, t.PageVersion });
            text.HasIndex(t => t.FetchedAt);
        });

        modelBuilder.Entity<Connection>().HasIndex(c => c.TenantId);

        modelBuilder.Entity<CachedFile>(file =>
        {
            file.HasKey(f => new { f.TenantId, f.Key });
            file.HasIndex(f => f.UsedAt);
        });

        modelBuilder.Entity<SourceUse>(use =>
        {
            use.HasKey(u => new { u.TenantId, u.PageId, u.MacroId });
            use.HasIndex(u => new { u.TenantId, u.ConnectionId });
        });

        modelBuilder.Entity<Note>(note =>
        {
            note.HasKey(n => new { n.TenantId, n.IssueId });
            note.HasIndex(n => n.DueAt);
            note.HasIndex(n => new { n.TenantId, n.DueAt });
        });

        modelBuilder.Entity<Job>(WaitsForItsTurn);

        modelBuilder.Entity<SavedSettings>(settings =>
        {
            settings.HasKey(s => s.TenantId);
            settings.Property(s => s.TenantId).ValueGeneratedNever();
            settings.HasOne(s => s.Tenant).WithOne().HasForeignKey<SavedSettings>(s => s.TenantId);
        });

        modelBuilder.Entity<AuditEntry>().HasIndex(e => new { e.TenantId, e.At });
        modelBuilder.Entity<Reaction>().HasKey(r => new { r.TenantId, r.Kind, r.Subject });

        modelBuilder.Entity<IssueProgress>(issue =>
        {
            issue.HasKey(i => new { i.TenantId, i.IssueId });
            issue.HasIndex(i => new { i.TenantId, i.ProjectId, i.Number });
        });

        modelBuilder.Entity<IssueVersion>(version =>
        {
            version.HasKey(v => new { v.TenantId, v.IssueId, v.VersionId });
            version.HasIndex(v => new { v.TenantId, v.ProjectId, v.VersionId });
        });

        modelBuilder.Entity<ReportRebuild>().HasKey(r => new { r.TenantId, r.ProjectId });
        modelBuilder.Entity<SpentPoints>(SpendsForEachTenant);
    }

    private static void WaitsForItsTurn(EntityTypeBuilder<Job> job)
    {
        job.HasKey(j => new { j.TenantId, j.Kind, j.Subject });
        job.HasIndex(j => j.DueAt);

        // Finds the first job of a tenant behind a hundred thousand of another one.
        job.HasIndex(j => new { j.TenantId, j.DueAt });
    }

    private static void SpendsForEachTenant(EntityTypeBuilder<SpentPoints> spent)
    {
        spent.HasKey(s => s.TenantId);
        spent.Property(s => s.TenantId).ValueGeneratedNever();
        spent.HasOne(s => s.Tenant).WithOne().HasForeignKey<SpentPoints>(s => s.TenantId);
        spent.HasIndex(s => s.Hour);
    }

    // Databases give dates back without a kind, and SQLite cannot sort a DateTimeOffset.
    internal sealed class UtcDateTime()
        : ValueConverter<DateTime, DateTime>(d => d, d => DateTime.SpecifyKind(d, DateTimeKind.Utc));
}
