using System.Text;
using Markdwell.Pages.Pictures;

namespace Markdwell.Pages.Shared;

/// <summary>A rendered text as other instances read it. Whose bytes they are, and that nobody has changed them, is known before.</summary>
internal static class DocumentBytes
{
    /// <summary>Part of every name. Raise it with any change of what is written here: an older instance goes on reading its own.</summary>
    public const int Version = 2;

    public static byte[] Write(Document document)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(document.Renderer);
        writer.Write(PassPlace.Mark);
        writer.Write(document.Html);
        WriteOptional(writer, document.Notice);
        WriteOptional(writer, document.Source?.Title);
        WriteOptional(writer, document.Source?.Text);
        writer.Flush();
        return bytes.ToArray();
    }

    public static Document Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        var (renderer, mark, html) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var (notice, title, text) = (ReadOptional(reader), ReadOptional(reader), ReadOptional(reader));

        // Each process has a mark of its own. Left in, another's would reach readers, and no pass would take its place.
        return new(html.Replace(mark, PassPlace.Mark, StringComparison.Ordinal), notice, title is null ? null : new ShownSource(title, text!)) { Renderer = renderer };
    }

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static string? ReadOptional(BinaryReader reader)
    {
        var isThere = reader.ReadBoolean();
        var text = reader.ReadString();
        return isThere ? text : null;
    }
}
