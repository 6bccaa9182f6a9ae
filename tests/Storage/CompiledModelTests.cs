using Markdwell.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Markdwell.Tests.Storage;

/// <summary>The app works by models that were compiled ahead: they say what the classes say, or <c>script/model</c> was forgotten.</summary>
public sealed class CompiledModelTests
{
    public static TheoryData<Type> Contexts => [typeof(SqliteAppDbContext), typeof(SqlServerAppDbContext)];

    [Theory]
    [MemberData(nameof(Contexts))]
    public void What_is_compiled_ahead_is_what_the_classes_say(Type context)
    {
        using var db = Create(context);
        var compiled = db.Model;
        var built = db.GetService<IDesignTimeModel>().Model;

        Assert.IsType<RuntimeModel>(compiled, exactMatch: false);
        Assert.Equal(context.Name + "Model", compiled.GetType().Name);
        Assert.Equal(Lines(built), Lines(compiled));
    }

    private static AppDbContext Create(Type context) => context == typeof(SqliteAppDbContext)
        ? new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options)
        : new SqlServerAppDbContext(new DbContextOptionsBuilder<SqlServerAppDbContext>().UseSqlServer("Server=none.invalid").Options);

    // Types of single queries come at the end, once other tests have asked them: the compiled model is one for the whole process.
    private static List<string> Lines(IModel model) =>
        [.. model.ToDebugString(MetadataDebugStringOptions.ShortDefault).Split('\n').TakeWhile(line => !line.StartsWith("  Ad-hoc", StringComparison.Ordinal))];
}
