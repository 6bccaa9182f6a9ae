using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>What Markdwell does on a site, what it could not do, and who changed what.</summary>
[ExpectsToken(TokenKind.Frame)]
public sealed class IndexModel(ViewerRights rights, ActivityReader reader, IDbContextFactory<AppDbContext> database) : ActivityPage(rights, reader, database);
