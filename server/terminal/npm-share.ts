// npm run share -- <folder> …: npm goes to the package's folder and says where it was called
process.chdir(process.env["INIT_CWD"] ?? ".");
await import("./cli.ts");
