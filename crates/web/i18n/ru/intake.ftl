# The intake desk.
nav-intake = Приём
intake-title = Приём звонков
intake-note = Что рассказывают
intake-detained = Кого задержали
intake-source = Кто звонит
intake-source-type = Кем приходится
intake-way = Как сообщили
intake-language = Язык записи
intake-name = Имя
intake-name-hint = Как назвали. Несколько имён — через точку с запятой.
intake-people = Сколько человек
intake-when = Когда
intake-place = Где
intake-unit = Отдел полиции или другое место содержания
intake-state = Сейчас
intake-risk = Помочь первым
intake-role = Роль: журналист, наблюдатель, прохожий…
intake-force = Кто задержал
intake-lawyer = Адвокат
intake-charge = Статья
intake-not-said = не сказано
intake-save = Сохранить
intake-keys = Клавиши
intake-keys-fields = перейти к полю с этим номером (с Alt; в некоторых браузерах Alt+Shift)
intake-keys-save = к кнопке сохранения
intake-why-usual = записано со слов
intake-why-undo = сохранено по ошибке
intake-receipt = Код обращения
intake-receipt-find = Найти
intake-adds = Код { $code }: об этом уже сообщали
intake-adds-hint = То, что вы сохраните ниже, добавится к сообщению под тем же кодом. О другом человеке:
intake-saved = Сохранено
intake-undone = Отозвано
intake-twice = Этот звонок уже был сохранён. Второй раз ничего не записано.
intake-code = Код для звонящего
intake-code-hint = Продиктуйте его тремя группами. По этому коду человек сможет дополнить сообщение; больше код никому ничего не говорит.
intake-next = Тот же звонящий, другой человек
intake-new = Новый звонок
intake-undo = Отозвать этот звонок
intake-nothing-lost = Всё, что вы ввели, осталось в форме.
intake-to-field = К полю
intake-saved-before = Что было сохранено раньше
intake-signed-out = Ваш сеанс закончился. Войдите снова в другой вкладке, вернитесь сюда и нажмите «Сохранить».
intake-too-long = Запись длиннее { $megabytes } МБ и не сохранена. Вернитесь назад: в браузере она осталась. Сохраните её в файл, загрузите файл, а здесь напишите, о чём он.
intake-refused = В таком виде сохранить не удалось.
intake-refused-text = Пока ничего не сказано: достаточно записи, имени, числа или места.
intake-refused-when = Время не удалось прочитать. Напишите 2031-06-08 18:30 или перенесите слова звонящего в запись.
intake-refused-name = Имя не принято: оно слишком длинное или пустое.
intake-refused-source = Имя звонящего не принято: оно слишком длинное.
intake-refused-unit = Название места не принято: оно слишком длинное.
intake-refused-by = Укажите, кто записывает звонок: ваш псевдоним, например op-3.
intake-refused-receipt = Это не код обращения. Попросите повторить: двенадцать цифр.
intake-refused-not-found = Такого звонка здесь нет.
intake-refused-conflict = Этот звонок уже сохранён с другими словами. Посмотрите на него; если это другой звонок, нажмите «Сохранить» ещё раз.
intake-refused-busy = Сейчас сохранить не удалось. Нажмите «Сохранить» ещё раз через минуту.
intake-contact = Как связаться со звонящим
intake-contact-hint = Хранится отдельно от сообщения под своим ключом, виден немногим и через несколько дней стирается.
intake-contact-kept = Контакт звонящего хранится отдельно до
intake-refused-contact = Контакт слишком длинный: хранится не больше 500 знаков.
intake-look = Проверить до сохранения
intake-beside = Кто уже известен и что сказано в записи
intake-beside-said = { $people ->
    [0] Похожих людей пока нет
    [one] Возможно, речь об одном уже известном человеке
    [few] Возможно, речь об одном из { $people } уже известных людей
    [many] Возможно, речь об одном из { $people } уже известных людей
   *[other] Возможно, речь об одном из { $people } уже известных людей
  }; { $values ->
    [0] в записи нечего отметить.
    [one] в записи найдено { $values } значение.
    [few] в записи найдено { $values } значения.
    [many] в записи найдено { $values } значений.
   *[other] в записи найдено { $values } значения.
  }
intake-beside-alike = Возможно, уже известны
intake-beside-nearby = Оттуда уже сообщали (имя здесь не названо)
intake-beside-values = Из записи: отметьте верное
intake-beside-same-place = то же место
intake-beside-held = { $state }, { $unit }
contacts-title = Контакты звонивших
contacts-count = { $number ->
    [0] Контактов нет.
    [one] Хранится { $number } контакт.
    [few] Хранится { $number } контакта.
    [many] Хранится { $number } контактов.
   *[other] Хранится { $number } контакта.
  }
contacts-kept-for = Каждый хранится { $days ->
    [one] { $days } день
    [few] { $days } дня
    [many] { $days } дней
   *[other] { $days } дня
  }, затем его ключ уничтожается. Каждый просмотр записывается: кто смотрел и зачем. В резервной копии, сделанной за это время, контакт остаётся.
contacts-recorded = Этот просмотр записан. Ещё раз контакт не покажут без нового просмотра.
contacts-until = хранится до
contacts-by = записал
contacts-seen = Кто смотрел
contacts-look = Посмотреть
contacts-none = Перезванивать некому.
