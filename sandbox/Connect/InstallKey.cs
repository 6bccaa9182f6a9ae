using System.Security.Cryptography;

namespace Markdwell.Sandbox.Connect;

/// <summary>The key that signs <c>installed</c> and <c>uninstalled</c>; apps fetch its public half by its id.</summary>
internal sealed class InstallKey : IDisposable
{
    public RSA Key { get; } = RSA.Create(2048);

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Nobody is given the key.</summary>
    public bool IsAway { get; set; }

    public string PublicPem => Key.ExportSubjectPublicKeyInfoPem();

    public void Dispose() => Key.Dispose();
}
