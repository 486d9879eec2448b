// Databases for tests, on a server that startPostgres started.
import { Client } from 'pg';

const onServer = async <Result>(url: string, act: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The connection string of another database on the same server. */
export const databaseUrl = (url: string, name: string): string => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
};

/**
 * Creates a database, empty or as a copy of a template that nobody is connected to.
 * @param url connection string of any database of the server
 * @returns the new database's connection string
 */
export const createDatabase = async (url: string, name: string, template = 'template0'): Promise<string> => {
  await onServer(url, (client) => client.query(`CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(template)}`));
  return databaseUrl(url, name);
};

/** Drops a database, whoever is connected to it. */
export const dropDatabase = async (url: string, name: string): Promise<void> => {
  await onServer(url, (client) => client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`));
};

/** One row of one query on a connection of its own. */
export const askDatabase = (url: string, sql: string): Promise<unknown> =>
  onServer(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows[0]);
