using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Tests.Notes.Checklists;

/// <summary>A checklist as a tree of objects, which knows nothing of texts.</summary>
internal sealed class ModelItem
{
    /// <summary>0 of one that was just added, until the text has named it.</summary>
    public int Id { get; set; }

    public string Label { get; set; } = "";

    public bool IsDone { get; set; }

    public bool IsOptional { get; set; }

    /// <summary>Null of a group, which is no item itself.</summary>
    public ModelItem? Parent { get; set; }

    public List<ModelItem> Items { get; } = [];

    public int Depth => Parent!.Parent is null ? 0 : Parent.Depth + 1;

    public int Height => Items.Count == 0 ? 1 : 1 + Items.Max(item => item.Height);

    public IEnumerable<ModelItem> All => Items.SelectMany(item => item.All.Prepend(item));

    public string Line => $"{Id} {new string(' ', Depth)}{(IsDone ? 'x' : '-')} {(IsOptional ? "? " : "")}{Label}";

    public static string LineOf(ChecklistItem item) => $"{item.Id} {new string(' ', item.Depth)}{(item.IsDone ? 'x' : '-')} {(item.IsOptional ? "? " : "")}{item.Label}";

    public bool IsIn(ModelItem other) => this == other || (Parent is not null && Parent.IsIn(other));

    public void Insert(int index, ModelItem item)
    {
        Items.Insert(index, item);
        item.Parent = this;
    }

    public void Add(ModelItem item) => Insert(Items.Count, item);

    public void Leave() => Parent!.Items.Remove(this);

    public ModelItem? Previous() => Parent!.Items.ElementAtOrDefault(Parent.Items.IndexOf(this) - 1);
}
