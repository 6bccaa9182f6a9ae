using System.Text;
using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Markdwell.Tests.Retention;

/// <summary>Rows in each table of the model, with a word of their tenant in every column that can hold one.</summary>
public sealed class FilledTables(AppDbContext db)
{
    // More than are erased at once.
    private const int Rows = 210;

    /// <summary>All that may be there besides, and why it is no tenant's.</summary>
    private static readonly Dictionary<string, string> OfNobody = new(StringComparer.Ordinal)
    {
        ["Tenants"] = "the installation itself",
        ["DataProtectionKeys"] = "the keys to all secrets",
    };

    public static IReadOnlyList<IEntityType> Of(AppDbContext db)
    {
        var types = db.Model.GetEntityTypes().Where(type => !OfNobody.ContainsKey(type.GetTableName()!)).ToList();
        Assert.All(types, type => Assert.True(type.FindProperty("TenantId") is not null, $"Whose are the rows of {type.GetTableName()}?"));
        return types;
    }

    /// <param name="word">Short enough for the shortest column.</param>
    public async Task FillAsync(int tenantId, string word, CancellationToken cancellationToken)
    {
        for (var row = 0; row < Rows; row++)
        {
            // SavedSettings has one row for each tenant.
            foreach (var type in Of(db).Where(type => row == 0 || type.FindPrimaryKey()!.Properties is not [{ Name: "TenantId" }]))
            {
                db.Add(NewRow(type, tenantId, $"{word}{row}"));
            }

            if (row % 50 == 0)
            {
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private static object NewRow(IEntityType type, int tenantId, string word)
    {
        var row = Activator.CreateInstance(type.ClrType)!;
        foreach (var property in type.GetProperties().Where(property => property.Name == "TenantId" || property.ValueGenerated == ValueGenerated.Never))
        {
            property.PropertyInfo!.SetValue(row, property.Name == "TenantId" ? tenantId : Value(property, word));
        }

        return row;
    }

    private static object? Value(IProperty property, string word)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type == typeof(string) => property.GetMaxLength() is not null ? word : string.Join(' ', Enumerable.Repeat(word, 500)),
            _ when type == typeof(byte[]) => Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat(word, 500))),
            _ when type == typeof(DateTime) => new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
            _ when type == typeof(int) => 1,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(bool) => false,
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ => throw new InvalidOperationException($"What is put into {property.DeclaringType.DisplayName()}.{property.Name}?"),
        };
    }
}
