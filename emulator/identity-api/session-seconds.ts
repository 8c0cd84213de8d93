/** How long a session of a role may be; every role allows the longest. */
export const SESSION_SECONDS = { least: 900, usual: 3600, most: 43_200 }
