namespace Markdwell.Services.Storage;

/// <summary>What the database held of a tenant was erased: whoever remembers something of it forgets it.</summary>
internal delegate void Erased(int tenantId);
