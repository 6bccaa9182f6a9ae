using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Markdwell.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Notes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Notes",
                columns: table => new
                {
                    TenantId = table.Column<int>(type: "int", nullable: false),
                    IssueId = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    LineIds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false),
                    WrittenText = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    WrittenRevision = table.Column<long>(type: "bigint", nullable: false),
                    SentText = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    SentRevision = table.Column<long>(type: "bigint", nullable: false),
                    IsSummaryWritten = table.Column<bool>(type: "bit", nullable: false),
                    DueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LeasedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    WrittenAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Failures = table.Column<int>(type: "int", nullable: false),
                    Failure = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    RecentOperations = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Mandatory = table.Column<int>(type: "int", nullable: false),
                    MandatoryDone = table.Column<int>(type: "int", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notes", x => new { x.TenantId, x.IssueId });
                    table.ForeignKey(
                        name: "FK_Notes_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_DueAt",
                table: "Notes",
                column: "DueAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Notes");
        }
    }
}
