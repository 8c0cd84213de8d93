import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/**
 * What no translation depends on: `{ becomes: '…' }` is printed in docs/translation.md, which a test of its own compares, and
 * `onlyMovesTexts` and `sendsTextsWhole` make lines quicker and not different.
 */
const ignoreSilent = {
  shouldIgnore({ node, parent }) {
    if (parent?.type !== 'ObjectProperty' || parent.value !== node) return undefined
    const { name } = parent.key
    if (name === 'becomes') return 'documentation'
    return ['onlyMovesTexts', 'sendsTextsWhole'].includes(name) ? 'speed' : undefined
  },
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'silent', ignoreSilent)]
