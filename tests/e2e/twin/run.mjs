// Runs discord-digital-twin, an independent local Discord, and takes orders as JSON lines.
// Prints one line with its addresses first, then one line for each order.
import { createRequire } from 'node:module'
import path from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

const require = createRequire(path.join(process.argv[2], 'package.json'))
const { DigitalDiscord } = await import(pathToFileURL(require.resolve('discord-digital-twin')))

const ALL = '1099511627775'
const discord = new DigitalDiscord({
  guild: { name: 'Newsroom' },
  channels: [{ name: 'wire', type: 0 }],
  users: [{ username: 'ann' }],
  botToken: process.argv[3],
  botUser: { id: process.argv[4] },
})
await discord.start()
const [channel] = await discord.prisma.channel.findMany()
const userId = await discord.getFirstNonBotUserId()
await discord.prisma.guildMember.updateMany({ where: { userId }, data: { permissions: ALL } })
const say = (told) => process.stdout.write(JSON.stringify(told) + '\n')
const ann = discord.channel(channel.id).user(userId)

const orders = {
  slash: (order) => ann.runSlashCommand(order),
  click: (order) => ann.clickButton(order),
  select: (order) => ann.selectMenu(order),
  modal: (order) => ann.submitModal(order),
  answer: async ({ id }) => {
    const found = await discord.prisma.interactionResponse.findUnique({
      where: { interactionId: id },
    })
    const message = found.messageId
      ? await discord.prisma.message.findUnique({ where: { id: found.messageId } })
      : null
    return { ...found, message }
  },
  messages: () =>
    discord.prisma.message.findMany({ where: { channelId: channel.id }, orderBy: { id: 'asc' } }),
  commands: () => discord.prisma.applicationCommand.findMany(),
}

say({ port: discord.port, guild_id: discord.guildId, channel_id: channel.id, user_id: userId })
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { order, ...given } = JSON.parse(line)
  try {
    say({ result: await orders[order](given) })
  } catch (error) {
    say({ error: String(error) })
  }
}
await discord.stop()
