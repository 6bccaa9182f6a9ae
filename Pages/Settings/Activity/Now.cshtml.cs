using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Connect;
using Microsoft.EntityFrameworkCore;

namespace Markdwell.Pages.Settings.Activity;

/// <summary>The same as it is a moment later, as a piece of HTML.</summary>
[ExpectsToken(TokenKind.Context)]
public sealed class NowModel(ViewerRights rights, ActivityReader reader, IDbContextFactory<AppDbContext> database) : ActivityPage(rights, reader, database);
